package dev.warren.engine.queue.store;

import dev.warren.engine.queue.Tries;

/// Tells a queue what its store has kept over a restart.
final class Restoration {

    private Restoration() {}

    /// In order. What is known only for this is let go on the way.
    static void tell(QueueStore.Restored queue, RecoveredQueue past, FailureMarks failures) {
        Places places = past.places();
        long chunk = 0;
        for (long sequence = places.nextHeld(0);
                sequence != Places.NONE;
                sequence = places.nextHeld(sequence + 1)) {
            if (sequence >> PlaceChunk.SHIFT != chunk) {
                chunk = sequence >> PlaceChunk.SHIFT;
                places.dropSizesBefore(sequence);
            }
            tell(queue, places, sequence, sequence < past.mark());
            Tries tries = failures.of(sequence);
            if (!tries.isNone()) {
                queue.tries(sequence, tries);
            }
        }
        queue.nextSequence(past.nextSequence());
        places.dropSizes();
    }

    private static void tell(
            QueueStore.Restored queue, Places places, long sequence, boolean redelivered) {
        Special special = places.specialOrNull(sequence);
        if (special == null) {
            queue.message(sequence, places.size(sequence), redelivered);
        } else {
            queue.message(sequence, places.size(sequence), redelivered, special);
        }
    }
}
