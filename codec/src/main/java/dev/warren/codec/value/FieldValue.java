package dev.warren.codec.value;

import java.util.List;

/// A value in a field table, by its type on the wire (the tags are RabbitMQ's, not the
/// specification's).
public sealed interface FieldValue {

    /// `t`
    record Bool(boolean value) implements FieldValue {}

    /// `b`, signed 8 bits
    record Int8(byte value) implements FieldValue {}

    /// `B`, unsigned 8 bits
    record UInt8(int value) implements FieldValue {}

    /// `s`, signed 16 bits
    record Int16(short value) implements FieldValue {}

    /// `u`, unsigned 16 bits
    record UInt16(int value) implements FieldValue {}

    /// `I`, signed 32 bits
    record Int32(int value) implements FieldValue {}

    /// `i`, unsigned 32 bits
    record UInt32(long value) implements FieldValue {}

    /// `l`, signed 64 bits
    record Int64(long value) implements FieldValue {}

    /// `f`
    record Float32(float value) implements FieldValue {}

    /// `d`
    record Float64(double value) implements FieldValue {}

    /// `D`: `unscaled / 10^scale`
    record Decimal(int scale, long unscaled) implements FieldValue {}

    /// `S`, any bytes
    record LongText(Bytes value) implements FieldValue {
        public static LongText of(String text) {
            return new LongText(Bytes.of(text));
        }

        public String text() {
            return value.toString();
        }
    }

    /// `A`
    record Array(List<FieldValue> values) implements FieldValue {
        public Array {
            values = List.copyOf(values);
        }
    }

    /// `T`, seconds since 1970
    record Timestamp(long seconds) implements FieldValue {}

    /// `F`
    record Table(FieldTable value) implements FieldValue {}

    /// `x`
    record ByteArray(Bytes value) implements FieldValue {}

    /// `V`
    record NoValue() implements FieldValue {
        public static final NoValue INSTANCE = new NoValue();
    }
}
