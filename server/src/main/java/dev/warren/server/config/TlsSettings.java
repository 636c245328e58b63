package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.CertificateLogin;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.LoginFrom;
import dev.warren.server.config.ServerConfiguration.NameType;
import dev.warren.server.config.ServerConfiguration.TlsNetwork;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The part of the registry about AMQP over TLS. See [Settings].
final class TlsSettings {

    private static final int INDEX_MAX = 1_000;

    static final Setting<Boolean> NO_SSL =
            Setting.optional("listeners.ssl", ValueType.NONE, "`none`: no AMQP over TLS");
    static final Setting<Endpoint> SSL =
            Setting.optional(
                    "listeners.ssl.$name",
                    ValueType.ENDPOINT,
                    "where AMQP over TLS listens, mostly 5671; nowhere unless set");
    static final Setting<Integer> HANDSHAKE_TIMEOUT =
            Setting.of(
                    "ssl_handshake_timeout",
                    ValueType.whole(1, Integer.MAX_VALUE),
                    5_000,
                    "milliseconds that a TLS handshake may take");
    static final Setting<LoginFrom> LOGIN_FROM =
            Setting.of(
                    "ssl_cert_login_from",
                    ValueType.words(
                            LoginFrom.class,
                            Map.of("subject_alt_name", LoginFrom.SUBJECT_ALTERNATIVE_NAME)),
                    LoginFrom.DISTINGUISHED_NAME,
                    "what of a client's certificate is its user, with EXTERNAL");
    static final Setting<NameType> NAME_TYPE =
            Setting.of(
                    "ssl_cert_login_san_type",
                    ValueType.oneOf(NameType.class),
                    NameType.DNS,
                    "of which type the alternative name is");
    static final Setting<Integer> NAME_INDEX =
            Setting.of(
                    "ssl_cert_login_san_index",
                    ValueType.whole(0, INDEX_MAX),
                    0,
                    "and which one of them, counted from 0");

    private static final TlsKeys KEYS = new TlsKeys("ssl_options", "AMQP");

    static final List<Setting<?>> ALL =
            Stream.concat(
                            Stream.<Setting<?>>of(
                                    NO_SSL,
                                    SSL,
                                    HANDSHAKE_TIMEOUT,
                                    LOGIN_FROM,
                                    NAME_TYPE,
                                    NAME_INDEX),
                            KEYS.all().stream())
                    .toList();

    private TlsSettings() {}

    static TlsNetwork assemble(Values values) {
        return new TlsNetwork(
                listeners(values),
                KEYS.assemble(values),
                new CertificateLogin(
                        values.get(LOGIN_FROM), values.get(NAME_TYPE), values.get(NAME_INDEX)),
                values.get(HANDSHAKE_TIMEOUT));
    }

    private static List<Listener> listeners(Values values) {
        return values.orNull(NO_SSL) != null
                ? List.of()
                : values.family(SSL).entrySet().stream()
                        .map(e -> new Listener(e.getKey(), e.getValue()))
                        .toList();
    }
}
