package dev.warren.links.shovel;

import dev.warren.codec.value.FieldTable;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.remote.AmqpUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the parameter of a shovel says.
record ShovelSettings(Source source, Destination destination, AckMode ackMode) {

    /// Where messages come from: a queue, or an exchange to which a queue of the shovel's own is
    /// bound.
    ///
    /// @param uris one of them is taken by chance
    /// @param prefetch how many messages may be on their way; at least 1
    record Source(
            List<AmqpUri> uris,
            From from,
            FieldTable consumerArguments,
            int prefetch,
            DeleteAfter deleteAfter) {

        Source {
            uris = List.copyOf(uris);
        }
    }

    sealed interface From {

        /// @param isPredeclared whether it has to be there; else it is declared when it is not
        record Queue(String name, FieldTable arguments, boolean isPredeclared) implements From {}

        record Exchange(String name, String key) implements From {}
    }

    /// Where messages go. What is null stays as it was in the message.
    ///
    /// @param queue null when nothing is declared
    /// @param properties written over those of the message
    record Destination(
            List<AmqpUri> uris,
            @Nullable String exchange,
            @Nullable String key,
            From.@Nullable Queue queue,
            FieldTable properties,
            Headers headers) {

        Destination {
            uris = List.copyOf(uris);
        }
    }

    /// @param forward whether to add who has moved the message, from where to where
    /// @param timestamp whether to add when
    record Headers(boolean forward, boolean timestamp) {}
}
