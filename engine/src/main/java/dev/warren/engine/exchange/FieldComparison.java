package dev.warren.engine.exchange;

import dev.warren.codec.value.Bytes;
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
import org.jspecify.annotations.Nullable;

/// When two field values count as the same (as seen on RabbitMQ 3.10.8).
public final class FieldComparison {

    private FieldComparison() {}

    /// As a headers exchange compares them: numbers of any width, and timestamps, by their number,
    /// text and bytes by their bytes, everything else by type and value.
    public static boolean same(FieldValue a, FieldValue b) {
        Long integer = integerOrNull(a);
        Long otherInteger = integerOrNull(b);
        if (integer != null && otherInteger != null) {
            return integer.equals(otherInteger);
        }
        Double number = numberOrNull(a, integer);
        Double otherNumber = numberOrNull(b, otherInteger);
        if (number != null && otherNumber != null) {
            return number.doubleValue() == otherNumber.doubleValue();
        }
        Bytes bytes = bytesOrNull(a);
        return bytes == null ? a.equals(b) : bytes.equals(bytesOrNull(b));
    }

    /// As arguments are compared when something is declared again: an integer is never the same as
    /// a floating-point number, not even where both are 10.
    public static boolean equivalent(FieldValue a, FieldValue b) {
        return (floatingOrNull(a) == null) == (floatingOrNull(b) == null) && same(a, b);
    }

    private static @Nullable Bytes bytesOrNull(FieldValue value) {
        if (value instanceof LongText(Bytes text)) {
            return text;
        }
        return value instanceof ByteArray(Bytes bytes) ? bytes : null;
    }

    /// The number, when the type is an integer of any width or a timestamp.
    private static @Nullable Long integerOrNull(FieldValue value) {
        return value instanceof Timestamp(long seconds) ? (Long) seconds : integerOf(value);
    }

    /// The number, when the type is an integer of any width; null for every other type.
    public static @Nullable Long integerOf(FieldValue value) {
        return switch (value) {
            case Int8(byte v) -> (long) v;
            case UInt8(int v) -> (long) v;
            case Int16(short v) -> (long) v;
            case UInt16(int v) -> (long) v;
            case Int32(int v) -> (long) v;
            case UInt32(long v) -> v;
            case Int64(long v) -> v;
            case Bool _,
                    Float32 _,
                    Float64 _,
                    Decimal _,
                    LongText _,
                    Array _,
                    Timestamp _,
                    Table _,
                    ByteArray _,
                    NoValue _ ->
                    null;
        };
    }

    private static @Nullable Double numberOrNull(FieldValue value, @Nullable Long integer) {
        return integer == null ? floatingOrNull(value) : (Double) integer.doubleValue();
    }

    private static @Nullable Double floatingOrNull(FieldValue value) {
        if (value instanceof Float32(float v)) {
            return (double) v;
        }
        return value instanceof Float64(double v) ? (Double) v : null;
    }
}
