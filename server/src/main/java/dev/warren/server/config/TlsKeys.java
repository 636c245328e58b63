package dev.warren.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys that protect one kind of door, below a prefix such as `ssl_options`. See [Settings].
final class TlsKeys {

    private static final int DEPTH = 10;
    private static final int DEPTH_MAX = 255;

    private final String prefix;
    private final Setting<Path> certificates;
    private final Setting<Path> key;
    private final Setting<String> password;
    private final Setting<Path> authorities;
    private final Setting<String> verify;
    private final Setting<Boolean> mustAnswer;
    private final Setting<Integer> depth;
    private final Setting<String> version;
    private final Setting<String> cipher;
    private final Setting<Boolean> serversOrder;
    private final Setting<String> revocation;

    /// @param door what the keys are about: `AMQP`
    TlsKeys(String prefix, String door) {
        this.prefix = prefix;
        certificates =
                Setting.optional(
                        prefix + ".certfile",
                        ValueType.PATH,
                        "PEM file with the certificate for " + door + ", and those above it");
        key = Setting.optional(prefix + ".keyfile", ValueType.PATH, "PEM file with its key");
        password =
                Setting.optional(
                        prefix + ".password", ValueType.SECRET, "the password of an encrypted key");
        authorities =
                Setting.optional(
                        prefix + ".cacertfile",
                        ValueType.PATH,
                        "PEM file with the authorities that clients' certificates come from");
        verify =
                Setting.of(
                        prefix + ".verify",
                        ValueType.oneOf("verify_none", "verify_peer"),
                        "verify_none",
                        "verify_peer asks clients for certificates");
        mustAnswer =
                Setting.of(
                        prefix + ".fail_if_no_peer_cert",
                        ValueType.BOOLEAN,
                        false,
                        "whether a client must have one");
        depth =
                Setting.of(
                        prefix + ".depth",
                        ValueType.whole(0, DEPTH_MAX),
                        DEPTH,
                        "authorities between a client's certificate and a trusted one");
        version =
                Setting.optional(
                        prefix + ".versions.$version",
                        ValueType.oneOf("tlsv1.3", "tlsv1.2", "tlsv1.1", "tlsv1"),
                        "versions of TLS; 1.3 and 1.2 if none is named");
        cipher =
                Setting.optional(
                        prefix + ".ciphers.$cipher",
                        ValueType.TEXT,
                        "cipher suites, by OpenSSL's names or the standard's");
        serversOrder =
                Setting.of(
                        prefix + ".honor_cipher_order",
                        ValueType.BOOLEAN,
                        false,
                        "whether our order of suites counts, not the client's");
        revocation =
                Setting.of(
                        prefix + ".crl_check",
                        ValueType.oneOf("false"),
                        "false",
                        "only false: lists of revoked certificates are not read");
    }

    List<Setting<?>> all() {
        return List.of(
                certificates,
                key,
                password,
                authorities,
                verify,
                mustAnswer,
                depth,
                version,
                cipher,
                serversOrder,
                revocation);
    }

    TlsOptions assemble(Values values) {
        String secret = values.orNull(password);
        return new TlsOptions(
                prefix,
                new TlsOptions.Files(
                        values.orNull(certificates),
                        values.orNull(key),
                        secretOrNull(secret),
                        values.orNull(authorities)),
                new TlsOptions.Peers(
                        values.get(verify).equals("verify_peer"),
                        values.get(mustAnswer),
                        values.get(depth)),
                new TlsOptions.Choice(
                        inOrder(values.family(version)),
                        inOrder(values.family(cipher)),
                        values.get(serversOrder)));
    }

    private static @Nullable Secret secretOrNull(@Nullable String text) {
        return text == null ? null : new Secret(text);
    }

    private static List<String> inOrder(Map<String, String> named) {
        var inOrder = new TreeMap<String, String>(Values::byNumber);
        inOrder.putAll(named);
        return List.copyOf(inOrder.values());
    }
}
