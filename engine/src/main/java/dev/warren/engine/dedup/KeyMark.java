package dev.warren.engine.dedup;

/// The key that a message takes in a queue, as [Fingerprint] makes it of what the sender wrote.
///
/// @param scope in what the key is taken: [#QUEUE], [#PRESENT], or the number of an exchange
/// @param untilMillis when it is free again, in milliseconds of the wall clock; of no meaning for
///   [#PRESENT]
/// @param keysMax how many keys the scope may hold at most
public record KeyMark(long scope, long high, long low, long untilMillis, int keysMax) {

    /// The window of the queue itself.
    public static final long QUEUE = 0;

    /// Taken as long as the message is in the queue.
    public static final long PRESENT = -1;

    /// The most keys that a scope can have.
    public static final int KEYS_MAX = 1_000_000;

    /// A key that comes from a disk, which does not know how many there may be.
    public KeyMark(long scope, long high, long low, long untilMillis) {
        this(scope, high, low, untilMillis, KEYS_MAX);
    }

    public boolean isPresence() {
        return scope == PRESENT;
    }
}
