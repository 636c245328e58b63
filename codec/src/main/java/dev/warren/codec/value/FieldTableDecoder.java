package dev.warren.codec.value;

import dev.warren.codec.value.FieldTable.Entry;
import java.util.ArrayList;
import java.util.List;

/// Reads field tables as RabbitMQ reads them: every type it knows, every byte kept.
///
/// Encoding the result gives the same bytes, with the two exceptions that RabbitMQ 3.10 makes as
/// well: `L` becomes `l`, and a true that came as another octet than 1 becomes 1. Anything
/// malformed is a [ReplyCode#SYNTAX_ERROR].
public final class FieldTableDecoder {

    /// How deep tables and arrays may stand in one another. RabbitMQ has no such limit but the
    /// frame's; ours keeps a hostile table from exhausting the stack.
    public static final int NESTING_MAX = 100;

    private static final FieldValue TRUE = new FieldValue.Bool(true);
    private static final FieldValue FALSE = new FieldValue.Bool(false);

    private FieldTableDecoder() {}

    /// Decodes the entries of a table, without the four bytes of length before them on the wire.
    public static FieldTable decode(byte[] bytes, int offset, int length) {
        return table(new ByteCursor(bytes, offset, length), 1);
    }

    static FieldTable table(ByteCursor in, int depth) {
        if (in.isAtEnd()) {
            return FieldTable.EMPTY;
        }
        checkDepth(in, depth);
        List<Entry> entries = new ArrayList<>();
        while (!in.isAtEnd()) {
            ShortString name = in.shortString();
            entries.add(new Entry(name, value(in, depth)));
        }
        return new FieldTable(entries);
    }

    static FieldValue value(ByteCursor in, int depth) {
        byte tag = in.int8();
        return switch (tag) {
            case 't' -> in.int8() == 0 ? FALSE : TRUE;
            case 'b' -> new FieldValue.Int8(in.int8());
            case 'B' -> new FieldValue.UInt8(in.uint8());
            case 's' -> new FieldValue.Int16((short) in.uint16());
            case 'u' -> new FieldValue.UInt16(in.uint16());
            case 'I' -> new FieldValue.Int32(in.int32());
            case 'i' -> new FieldValue.UInt32(in.uint32());
            case 'l', 'L' -> new FieldValue.Int64(in.int64());
            case 'f' -> new FieldValue.Float32(Float.intBitsToFloat(in.int32()));
            case 'd' -> new FieldValue.Float64(Double.longBitsToDouble(in.int64()));
            case 'D' -> new FieldValue.Decimal(in.uint8(), in.uint32());
            case 'S' -> new FieldValue.LongText(in.longString());
            case 'A' -> array(in.nested(), depth + 1);
            case 'T' -> new FieldValue.Timestamp(in.int64());
            case 'F' -> new FieldValue.Table(table(in.nested(), depth + 1));
            case 'x' -> new FieldValue.ByteArray(in.longString());
            case 'V' -> FieldValue.NoValue.INSTANCE;
            default -> throw unknownType(in, tag);
        };
    }

    private static FieldValue array(ByteCursor in, int depth) {
        checkDepth(in, depth);
        List<FieldValue> values = new ArrayList<>();
        while (!in.isAtEnd()) {
            values.add(value(in, depth));
        }
        return new FieldValue.Array(values);
    }

    static void checkDepth(ByteCursor in, int depth) {
        if (depth > NESTING_MAX) {
            throw in.malformed("table nested deeper than " + NESTING_MAX);
        }
    }

    static AmqpException unknownType(ByteCursor in, byte tag) {
        return in.malformed("unknown field type " + (tag & 0xFF));
    }
}
