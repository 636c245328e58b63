package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import org.jspecify.annotations.Nullable;

/// An argument that a queue type knows, and what it asks of its value.
record QueueArgument(String name, Check check) {

    /// Looks at one value, and at the other arguments where they belong together.
    @FunctionalInterface
    interface Check {

        /// Why the value is not good, as an Erlang term, as RabbitMQ tells it; null when it is.
        @Nullable String faultOrNull(FieldValue value, FieldTable arguments);
    }
}
