package dev.warren.engine.topology.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTableDecoder;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one record, as [RecordWriter] wrote them. Every step checks that the bytes
/// are there.
final class RecordReader {

    private final byte[] bytes;
    private int position;

    RecordReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    private int skip(long count) {
        if (count < 0 || count > bytes.length - position) {
            throw malformed("ends too early");
        }
        int start = position;
        position += (int) count;
        return start;
    }

    int uint8() {
        return bytes[skip(1)] & 0xFF;
    }

    boolean bool() {
        int value = uint8();
        if (value > 1) {
            throw malformed("has " + value + " for a truth value");
        }
        return value == 1;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = uint8();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed("has an endless number");
    }

    @Nullable Long nullableNumber() {
        return bool() ? Long.valueOf(number()) : null;
    }

    ShortString shortString() {
        int length = uint8();
        return ShortString.copyOf(bytes, skip(length), length);
    }

    byte[] bytes() {
        long length = number();
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, position);
    }

    String text() {
        return new String(bytes(), UTF_8);
    }

    @Nullable String nullableText() {
        return bool() ? text() : null;
    }

    FieldTable table() {
        byte[] entries = bytes();
        return FieldTableDecoder.decode(entries, 0, entries.length);
    }

    FieldValue value() {
        FieldValue value = table().get("");
        if (value == null) {
            throw malformed("lacks a value");
        }
        return value;
    }

    TopologyFormatException malformed(String how) {
        return new TopologyFormatException(complaint(how));
    }

    TopologyFormatException malformed(String how, Throwable cause) {
        return new TopologyFormatException(complaint(how), cause);
    }

    private String complaint(String how) {
        return "a record of the topology of " + bytes.length + " bytes " + how + " at " + position;
    }
}
