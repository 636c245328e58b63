package dev.warren.conformance.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message in the encoding of Protocol Buffers, without its schema: fields by number.
record ProtobufMessage(List<Field> fields) {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /// Numbers stand in `number`, all else in `bytes`.
    record Field(int id, long number, byte @Nullable [] bytes) {}

    static ProtobufMessage read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var fields = new ArrayList<Field>();
        while (in.hasRemaining()) {
            var head = varint(in);
            fields.add(field(in, (int) (head >>> 3), (int) head & 7));
        }
        return new ProtobufMessage(fields);
    }

    private static Field field(ByteBuffer in, int id, int type) {
        return switch (type) {
            case VARINT -> new Field(id, varint(in), null);
            case FIXED64 -> new Field(id, in.getLong(), null);
            case FIXED32 -> new Field(id, in.getInt(), null);
            case BYTES -> {
                var bytes = new byte[(int) varint(in)];
                in.get(bytes);
                yield new Field(id, 0, bytes);
            }
            default -> throw new AssertionError("field " + id + " of type " + type);
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (var shift = 0; ; shift += 7) {
            var octet = in.get();
            value |= (octet & 0x7FL) << shift;
            if (octet >= 0) {
                return value;
            }
        }
    }

    /// All fields of a number, as messages.
    List<ProtobufMessage> messages(int id) {
        return fields.stream()
                .filter(field -> field.id() == id && field.bytes() != null)
                .map(field -> read(field.bytes()))
                .toList();
    }

    byte[] bytes(int id) {
        return fields.stream()
                .filter(field -> field.id() == id && field.bytes() != null)
                .map(Field::bytes)
                .reduce(new byte[0], (_, last) -> last);
    }

    String text(int id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    long number(int id) {
        return fields.stream()
                .filter(field -> field.id() == id)
                .mapToLong(Field::number)
                .reduce(0, (_, last) -> last);
    }

    boolean has(int id) {
        return fields.stream().anyMatch(field -> field.id() == id);
    }
}
