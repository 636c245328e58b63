package dev.warren.conformance.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Builds the bytes of arguments, one field after the other. A field table's values may be
/// booleans, integers, strings and tables: what a handshake needs.
public final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Wire() {}

    public static Wire bytes() {
        return new Wire();
    }

    public Wire octet(int value) {
        out.write(value);
        return this;
    }

    public Wire shortInt(int value) {
        return raw(ByteBuffer.allocate(2).putShort((short) value).array());
    }

    public Wire longInt(long value) {
        return raw(ByteBuffer.allocate(4).putInt((int) value).array());
    }

    public Wire longLong(long value) {
        return raw(ByteBuffer.allocate(8).putLong(value).array());
    }

    public Wire shortstr(String text) {
        return shortstr(text.getBytes(StandardCharsets.UTF_8));
    }

    public Wire shortstr(byte[] text) {
        return octet(text.length).raw(text);
    }

    public Wire longstr(String text) {
        return longstr(text.getBytes(StandardCharsets.UTF_8));
    }

    public Wire longstr(byte[] text) {
        return longInt(text.length).raw(text);
    }

    public Wire table(Map<String, Object> table) {
        var entries = bytes();
        table.forEach((key, value) -> entries.shortstr(key).value(value));
        return longstr(entries.toByteArray());
    }

    public Wire raw(byte[] more) {
        out.writeBytes(more);
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    private Wire value(Object value) {
        return switch (value) {
            case Boolean flag -> octet('t').octet(flag ? 1 : 0);
            case Integer number -> octet('I').longInt(number);
            case String text -> octet('S').longstr(text);
            case Map<?, ?> table -> octet('F').table(strings(table));
            default -> throw new IllegalArgumentException("cannot write " + value);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> strings(Map<?, ?> table) {
        return (Map<String, Object>) table;
    }
}
