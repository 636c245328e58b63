package dev.warren.engine.queue.store;

/// What a record of a message says beside the usual, where a queue needs it to go on after a
/// restart.
///
/// @param enqueuedMillis when it came in, in milliseconds of the wall clock
/// @param ttlMillis how long it says that it may stay; `Long.MAX_VALUE` if it does not say
/// @param priority the one that it names, or -1
public record Special(long enqueuedMillis, long ttlMillis, int priority) {

    /// What there is to know of a message that expires at a time.
    public static Special until(long millis) {
        return new Special(millis, 0, -1);
    }
}
