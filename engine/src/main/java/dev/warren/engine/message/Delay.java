package dev.warren.engine.message;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.ByteArray;
import dev.warren.codec.value.FieldValue.Decimal;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int16;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Int8;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.codec.value.FieldValue.UInt16;
import dev.warren.codec.value.FieldValue.UInt32;
import dev.warren.codec.value.FieldValue.UInt8;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.time.TimeLimits;

/// The header `x-delay`: how many milliseconds a message waits at an exchange that delays.
///
/// Any number counts, without its fraction, and so does a text that is a whole number. Anything
/// else, zero and what is negative mean that it does not wait. Once it has waited the number is
/// negated: a message waits once, and who gets it can see how long.
public final class Delay {

    public static final String HEADER = "x-delay";

    /// More digits are more than the most by far.
    private static final int DIGITS_MAX = 18;

    private Delay() {}

    /// How long a message with these headers waits, perhaps longer than it may; 0 if it does not.
    public static long millis(FieldTable headers) {
        FieldValue value = headers.get(HEADER);
        return value == null ? 0 : Math.max(0, number(value));
    }

    /// The same for a message that nobody can refuse any more: the most at most.
    public static long boundedMillis(Message message) {
        return Math.min(TimeLimits.WAIT_MAX_MILLIS, millis(message.headers()));
    }

    /// Refuses with 406 what waits longer than it may: most often a time of the clock that was
    /// taken for a delay.
    public static void requireBearable(FieldTable headers) {
        long millis = millis(headers);
        if (millis > TimeLimits.WAIT_MAX_MILLIS) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid header '%s': {value_too_big,%d}",
                    HEADER,
                    millis);
        }
    }

    /// The headers of a message that has waited.
    public static FieldTable over(FieldTable headers) {
        long waited = -millis(headers);
        return headers.with(
                HEADER, waited < Integer.MIN_VALUE ? new Int64(waited) : new Int32((int) waited));
    }

    private static long number(FieldValue value) {
        return switch (value) {
            case Int8(byte v) -> v;
            case UInt8(int v) -> v;
            case Int16(short v) -> v;
            case UInt16(int v) -> v;
            case Int32(int v) -> v;
            case UInt32(long v) -> v;
            case Int64(long v) -> v;
            case Float32(float v) -> (long) v;
            case Float64(double v) -> (long) v;
            case Decimal(int scale, long unscaled) -> (long) (unscaled / Math.pow(10, scale));
            case LongText text -> whole(text.value().array());
            case Bool _, Array _, Timestamp _, Table _, ByteArray _, NoValue _ -> 0;
        };
    }

    private static long whole(byte[] digits) {
        long number = 0;
        for (byte each : digits) {
            if (each < '0' || each > '9' || digits.length > DIGITS_MAX) {
                return 0;
            }
            number = number * 10 + (each - '0');
        }
        return number;
    }
}
