package dev.warren.links.federation;

import dev.warren.links.parameter.AckMode;
import dev.warren.links.remote.AmqpUriParser;
import dev.warren.links.remote.UriSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another broker from which exchanges or queues of this one get messages, as a parameter
/// `federation-upstream` says it, perhaps changed for one member of a set.
///
/// @param name the parameter's
/// @param uris where the broker may be; they hold passwords, so this is never logged
public record Upstream(String name, List<String> uris, Source source, Flow flow, Buffer buffer) {

    public Upstream {
        uris = List.copyOf(uris);
    }

    /// What is taken, and from where.
    ///
    /// @param exchange the one to federate from; null for one of the same name
    /// @param queue the same for queues
    /// @param consumerTag under which a queue is consumed; null for one of ours
    /// @param hopsMax from how many brokers a message may have come
    /// @param trustsUserId whether the user that a message names is believed
    public record Source(
            @Nullable String exchange,
            @Nullable String queue,
            @Nullable String consumerTag,
            long hopsMax,
            boolean trustsUserId) {}

    /// How messages come.
    ///
    /// @param prefetch how many may be on their way and not acknowledged
    public record Flow(int prefetch, double reconnectSeconds, AckMode ackMode) {}

    /// The queue that an exchange's messages wait in, on the upstream broker.
    ///
    /// @param expiresMillis after how long without us it is deleted; null is never
    /// @param messageTtlMillis how long messages wait in it; null is for ever
    /// @param queueType null for the broker's default
    /// @param isKept whether it stays when it is no longer wanted here
    public record Buffer(
            @Nullable Long expiresMillis,
            @Nullable Long messageTtlMillis,
            @Nullable String queueType,
            boolean isKept) {}

    /// Its first address as people may see it.
    ///
    /// @param vhost meant where the address names none
    String shownUri(String vhost) {
        if (uris.isEmpty()) {
            return "";
        }
        try {
            return AmqpUriParser.parse(uris.getFirst(), vhost).shown();
        } catch (UriSyntaxException ignoredAsTheLinkWillSay) {
            return "";
        }
    }

    /// Without its addresses, which hold passwords.
    @Override
    public String toString() {
        return "upstream " + name;
    }
}
