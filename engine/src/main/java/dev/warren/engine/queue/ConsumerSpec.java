package dev.warren.engine.queue;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// What somebody who wants to consume asks for.
///
/// The session is the number of the channel, unique within the node: what it has not settled when it ends is requeued.
/// A prefetch of 0 is no limit; a consumer that takes without acknowledging (`noAck`) has none whatever it says.
public record ConsumerSpec(
        long session, ShortString tag, int prefetch, boolean noAck, boolean exclusive, FieldTable arguments) {

    public ConsumerSpec {
        if (prefetch < 0) {
            throw new IllegalArgumentException("prefetch " + prefetch);
        }
    }
}
