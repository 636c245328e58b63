package dev.warren.amqp.tracing;

import dev.warren.engine.queue.Queue;

/// A message on its way from a queue to a client.
///
/// @param tag the delivery tag
/// @param redelivered whether it may have been delivered before
/// @param isLast whether its settlement, if it needs one, is not recorded
public record Delivery(Queue queue, long tag, boolean redelivered, boolean isLast) {}
