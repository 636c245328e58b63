package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.LongMap;
import java.util.function.LongFunction;

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

    /// Tells a queue what there is, and lets go of what is told.
    ///
    /// @param triesOf what is known of failed deliveries
    void tell(QueueStore.Restored into, LongFunction<Tries> triesOf) {
        long chunk = 0;
        for (long sequence = places.nextHeld(0);
                sequence != Places.NONE;
                sequence = places.nextHeld(sequence + 1)) {
            if (sequence >> PlaceChunk.SHIFT != chunk) {
                chunk = sequence >> PlaceChunk.SHIFT;
                places.dropSizesBefore(sequence);
            }
            tell(into, sequence, triesOf.apply(sequence));
        }
        into.nextSequence(nextSequence);
        keys.records.keys().forEach(into::key);
        keys.tail.forEach(into::key);
        keys.present.forEach(into::key);
    }

    private void tell(QueueStore.Restored into, long sequence, Tries triesOfIt) {
        Special special = places.specialOrNull(sequence);
        boolean redelivered = sequence < mark;
        if (special == null) {
            into.message(sequence, places.size(sequence), redelivered);
        } else {
            into.message(sequence, places.size(sequence), redelivered, special);
        }
        if (!triesOfIt.isNone()) {
            into.tries(sequence, triesOfIt);
        }
    }

    /// A queue without a past.
    static RecoveredQueue nothing() {
        return new RecoveredQueue(
                new Places(), 0, 0, Position.NONE, 0, RecoveredKeys.none(), new LongMap<>());
    }
}
