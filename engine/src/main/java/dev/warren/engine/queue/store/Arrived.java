package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import java.util.List;

/// How a message with keys came into a queue.
///
/// @param millis when, in milliseconds of the wall clock
/// @param isSpecial whether it expires, has a priority, or takes a key as long as it is there
/// @param untilMillis when its time to wait is over, in milliseconds of the wall clock; 0 for a
///   message that does not wait
/// @param keys what it takes, at least one
public record Arrived(long millis, boolean isSpecial, long untilMillis, List<KeyMark> keys) {

    /// The most keys that a message takes in a queue.
    public static final int KEYS_MAX = 16;

    public Arrived {
        keys = List.copyOf(keys);
    }

    /// A message that does not wait.
    public Arrived(long millis, boolean isSpecial, List<KeyMark> keys) {
        this(millis, isSpecial, 0, keys);
    }

    /// A message that does nothing else.
    public static Arrived waiting(long millis, long untilMillis, List<KeyMark> keys) {
        return new Arrived(millis, false, untilMillis, keys);
    }

    boolean waits() {
        return untilMillis != 0;
    }
}
