package dev.warren.engine.queue;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// What somebody who wants to consume asks for.
///
/// The session is the number of the channel, unique within the node: what it has not settled when
/// it ends is requeued.
public record ConsumerSpec(
        long session,
        ShortString tag,
        ConsumerLimits limits,
        boolean noAck,
        boolean exclusive,
        FieldTable arguments) {

    /// See [ConsumerPriority].
    public long priority() {
        return ConsumerPriority.of(arguments);
    }
}
