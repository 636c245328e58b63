package dev.warren.engine.queue;

/// Which messages of a queue somebody wants to see, in the order of sequences, and how many at
/// most.
///
/// @param fromSequence nothing before this one
/// @param withReady whether ready messages are wanted
/// @param withUnacked whether messages are wanted that somebody holds
/// @param messagesMax at most [#MESSAGES_MAX] are shown
/// @param bytesMax of header and body together; at most [#BYTES_MAX] are shown, and at least one
///   message
public record Look(
        long fromSequence, boolean withReady, boolean withUnacked, int messagesMax, long bytesMax) {

    public static final int MESSAGES_MAX = 1_000;

    public static final long BYTES_MAX = 8 << 20;

    public Look {
        messagesMax = Math.clamp(messagesMax, 0, MESSAGES_MAX);
        bytesMax = Math.clamp(bytesMax, 0, BYTES_MAX);
    }

    /// From the beginning, whatever the queue has.
    public static Look atAll(int messagesMax) {
        return new Look(0, true, true, messagesMax, BYTES_MAX);
    }

    /// The same from there on.
    public Look from(long sequence) {
        return new Look(sequence, withReady, withUnacked, messagesMax, bytesMax);
    }
}
