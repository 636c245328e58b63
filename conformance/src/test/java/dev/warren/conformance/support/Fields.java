package dev.warren.conformance.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the fields of a method that the broker sent, one after the other.
public final class Fields {
    private final ByteBuffer in;

    Fields(byte[] bytes, int offset) {
        this.in = ByteBuffer.wrap(bytes, offset, bytes.length - offset).slice();
    }

    public int octet() {
        return Byte.toUnsignedInt(in.get());
    }

    public int shortInt() {
        return Short.toUnsignedInt(in.getShort());
    }

    public long longInt() {
        return Integer.toUnsignedLong(in.getInt());
    }

    public long longLong() {
        return in.getLong();
    }

    public String shortstr() {
        return text(octet());
    }

    public String longstr() {
        return text((int) longInt());
    }

    public byte[] rest() {
        var bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    /// A table as it stands in server properties: strings, booleans, integers and tables.
    public Map<String, Object> table() {
        var end = in.position() + 4 + in.getInt(in.position());
        in.getInt();
        var table = new LinkedHashMap<String, Object>();
        while (in.position() < end) {
            table.put(shortstr(), value());
        }
        return table;
    }

    private Object value() {
        var type = (char) octet();
        return switch (type) {
            case 't' -> octet() != 0;
            case 'I' -> in.getInt();
            case 'l' -> in.getLong();
            case 'S' -> longstr();
            case 'F' -> table();
            default -> throw new IllegalStateException("cannot read a field of type " + type);
        };
    }

    private String text(int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
