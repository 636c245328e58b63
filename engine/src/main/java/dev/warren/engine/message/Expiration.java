package dev.warren.engine.message;

/// The property `expiration` of a message: milliseconds as a text. What is no number was refused
/// when it was published.
final class Expiration {

    /// More digits are longer than any clock goes.
    private static final int DIGITS_MAX = 18;

    private Expiration() {}

    static long millis(byte[] text) {
        long millis = 0;
        int digits = 0;
        for (byte each : text) {
            if (each >= '0' && each <= '9') {
                digits += millis > 0 || each > '0' ? 1 : 0;
                if (digits > DIGITS_MAX) {
                    return Long.MAX_VALUE;
                }
                millis = millis * 10 + (each - '0');
            } else if (each != '+' && each != '-') {
                return Long.MAX_VALUE;
            }
        }
        return millis;
    }
}
