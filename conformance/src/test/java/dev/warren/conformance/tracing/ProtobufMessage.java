package dev.warren.conformance.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message in the encoding of Protocol Buffers, without its schema: fields by number.
record ProtobufMessage(List<Field> fields) {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /// A number stands in `number`, all else in `bytes`.
    record Field(int id, long number, ByteBuffer bytes) {}

    static ProtobufMessage read(ByteBuffer bytes) {
        var in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        var fields = new ArrayList<Field>();
        while (in.hasRemaining()) {
            var head = varint(in);
            fields.add(field(in, (int) (head >>> 3), (int) head & 7));
        }
        return new ProtobufMessage(fields);
    }

    private static Field field(ByteBuffer in, int id, int type) {
        return switch (type) {
            case VARINT -> new Field(id, varint(in), NOTHING);
            case FIXED64 -> new Field(id, in.getLong(), NOTHING);
            case FIXED32 -> new Field(id, in.getInt(), NOTHING);
            case BYTES -> {
                var length = (int) varint(in);
                var bytes = in.slice(in.position(), length);
                in.position(in.position() + length);
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
                .filter(field -> field.id() == id)
                .map(field -> read(field.bytes()))
                .toList();
    }

    byte[] bytes(int id) {
        var last =
                fields.stream()
                        .filter(field -> field.id() == id)
                        .map(Field::bytes)
                        .reduce(NOTHING, (_, next) -> next);
        var bytes = new byte[last.remaining()];
        last.duplicate().get(bytes);
        return bytes;
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
