package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import dev.warren.engine.queue.data.LongMap;

/// What the log has kept of a queue over a restart.
///
/// @param places where its messages are
/// @param nextSequence behind everything that was ever used
/// @param mark what is below it may have been delivered
/// @param keys those that were taken in it
/// @param markPosition where the record of the mark is, or [Position#NONE]
/// @param tries what is known of failed deliveries, by sequence
public record RecoveredQueue(
        Places places,
        long nextSequence,
        long mark,
        long markPosition,
        int markLength,
        RecoveredKeys keys,
        LongMap<RecoveredTries> tries) {

    /// A queue without a past.
    static RecoveredQueue nothing() {
        return new RecoveredQueue(
                new Places(), 0, 0, Position.NONE, 0, RecoveredKeys.none(), new LongMap<>());
    }
}
