package dev.warren.engine.broker;

import org.jspecify.annotations.Nullable;

/// What the node says of queues where nobody else does.
///
/// @param queueType what a declaration without a type means, as in `x-queue-type`; null is classic
/// @param consumerTimeoutMillis how long a message may stay unacked; null is for ever
public record QueueDefaults(@Nullable String queueType, @Nullable Long consumerTimeoutMillis) {

    /// Of a node that says nothing.
    public static final QueueDefaults NONE = new QueueDefaults(null, null);
}
