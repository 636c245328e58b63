package dev.warren.engine.topology.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTableEncoder;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the fields of one record. What it writes [RecordReader] reads, method by method.
///
/// ```
///   number         7 bits a byte, low ones first, the high bit says that more follow
///   short string   length (1 byte), bytes
///   text, bytes    length (number), bytes; a text in UTF-8
///   table          length (number), entries as on the wire
///   nullable       0, or 1 and the value
/// ```
final class RecordWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    void uint8(int value) {
        out.write(value);
    }

    void bool(boolean value) {
        out.write(value ? 1 : 0);
    }

    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void nullableNumber(@Nullable Long value) {
        bool(value != null);
        if (value != null) {
            number(value);
        }
    }

    void shortString(ShortString value) {
        out.write(value.length());
        out.writeBytes(value.array());
    }

    void bytes(byte[] value) {
        number(value.length);
        out.writeBytes(value);
    }

    void text(String value) {
        bytes(value.getBytes(UTF_8));
    }

    void nullableText(@Nullable String value) {
        bool(value != null);
        if (value != null) {
            text(value);
        }
    }

    /// As a table with one entry, because tables are what the wire knows.
    void value(FieldValue value) {
        table(FieldTable.EMPTY.with("", value));
    }

    void table(FieldTable value) {
        bytes(FieldTableEncoder.encode(value));
    }
}
