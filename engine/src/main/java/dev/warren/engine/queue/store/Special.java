package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import java.util.List;

/// What a record of a message says beside the usual, where a queue needs it to go on after a
/// restart.
///
/// @param enqueuedMillis when it came in, in milliseconds of the wall clock
/// @param ttlMillis how long it says that it may stay; `Long.MAX_VALUE` if it does not say
/// @param priority the one that it names, or -1
/// @param presence the keys that it takes as long as it is in the queue
public record Special(long enqueuedMillis, long ttlMillis, int priority, List<KeyMark> presence) {

    public Special {
        presence = List.copyOf(presence);
    }

    /// One without keys.
    public Special(long enqueuedMillis, long ttlMillis, int priority) {
        this(enqueuedMillis, ttlMillis, priority, List.of());
    }
}
