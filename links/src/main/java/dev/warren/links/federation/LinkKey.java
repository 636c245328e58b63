package dev.warren.links.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// What a link of federation is known by: what it brings messages to, and from where.
///
/// @param upstream the name of the upstream
/// @param from the exchange or queue there
public record LinkKey(String vhost, Kind kind, ShortString name, String upstream, String from) {

    private static final int ID_BYTES = 4;

    /// What is federated.
    public enum Kind {
        EXCHANGE,
        QUEUE
    }

    /// For logs.
    String description() {
        return "federation of %s '%s' in vhost '%s' from upstream '%s'"
                .formatted(kind.name().toLowerCase(Locale.ROOT), name, vhost, upstream);
    }

    /// Short, for people and paths: the same as long as the link is wanted, also after a restart.
    public String id() {
        String all = String.join("\0", vhost, kind.name(), name.toString(), upstream, from);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
