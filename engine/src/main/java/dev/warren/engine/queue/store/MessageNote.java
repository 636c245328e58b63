package dev.warren.engine.queue.store;

/// The note of a MESSAGE record, which stands in the index of its file: the length of the body, and
/// for a message that waits until when. So a start knows both without reading the message.
///
/// ```
///   0, 32 bits                      | length of the body, 32 bits
///   milliseconds since 1970, 42 bits | length of the body, 22 bits
/// ```
///
/// The short length is exact below 2 MiB, and in whole KiB above.
public final class MessageNote {

    private static final int SHORT_BITS = 22;
    private static final int IN_KIB = 1 << SHORT_BITS - 1;
    private static final int KIB_SHIFT = 10;

    private MessageNote() {}

    static long of(int bodyLength) {
        return bodyLength;
    }

    static long of(Arrived arrived, int bodyLength) {
        return arrived.waits() ? until(arrived.untilMillis(), bodyLength) : of(bodyLength);
    }

    static long until(long millis, int bodyLength) {
        int kib = bodyLength + (1 << KIB_SHIFT) - 1 >> KIB_SHIFT;
        return millis << SHORT_BITS | (bodyLength < IN_KIB ? bodyLength : IN_KIB | kib);
    }

    /// Whether the message waits.
    public static boolean isUntil(long note) {
        return note >>> Integer.SIZE != 0;
    }

    /// Until when a message waits.
    public static long untilMillis(long note) {
        return note >>> SHORT_BITS;
    }

    /// The length of the body.
    public static int bodyLength(long note) {
        if (!isUntil(note)) {
            return (int) note;
        }
        int length = (int) note & (1 << SHORT_BITS) - 1;
        return length < IN_KIB ? length : (length ^ IN_KIB) << KIB_SHIFT;
    }
}
