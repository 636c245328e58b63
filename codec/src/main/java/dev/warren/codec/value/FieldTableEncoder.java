package dev.warren.codec.value;

import dev.warren.codec.value.FieldTable.Entry;
import java.nio.ByteBuffer;

/// Writes field tables with the type tags of [FieldValue].
///
/// Lengths are counted first, so that the array is allocated once and to size.
public final class FieldTableEncoder {

    private FieldTableEncoder() {}

    /// The entries of a table, without the four bytes of length before them on the wire.
    public static byte[] encode(FieldTable table) {
        byte[] bytes = new byte[encodedLength(table)];
        write(table, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /// How many bytes [#encode] gives.
    public static int encodedLength(FieldTable table) {
        int length = 0;
        for (Entry entry : table.entries()) {
            length += 1 + entry.name().length() + encodedLength(entry.value());
        }
        return length;
    }

    private static int encodedLength(FieldValue value) {
        int payload =
                switch (value) {
                    case FieldValue.NoValue() -> 0;
                    case FieldValue.Bool _, FieldValue.Int8 _, FieldValue.UInt8 _ -> 1;
                    case FieldValue.Int16 _, FieldValue.UInt16 _ -> 2;
                    case FieldValue.Int32 _, FieldValue.UInt32 _, FieldValue.Float32 _ -> 4;
                    case FieldValue.Decimal _ -> 5;
                    case FieldValue.Int64 _, FieldValue.Float64 _, FieldValue.Timestamp _ -> 8;
                    case FieldValue.LongText(Bytes text) -> 4 + text.length();
                    case FieldValue.ByteArray(Bytes bytes) -> 4 + bytes.length();
                    case FieldValue.Table(FieldTable table) -> 4 + encodedLength(table);
                    case FieldValue.Array array -> 4 + encodedLength(array);
                };
        return 1 + payload;
    }

    private static int encodedLength(FieldValue.Array array) {
        int length = 0;
        for (FieldValue value : array.values()) {
            length += encodedLength(value);
        }
        return length;
    }

    static void write(FieldTable table, ByteBuffer out) {
        for (Entry entry : table.entries()) {
            out.put((byte) entry.name().length()).put(entry.name().array());
            write(entry.value(), out);
        }
    }

    private static void write(FieldValue value, ByteBuffer out) {
        switch (value) {
            case FieldValue.Bool(boolean bit) -> tag('t', out).put((byte) (bit ? 1 : 0));
            case FieldValue.Int8(byte number) -> tag('b', out).put(number);
            case FieldValue.UInt8(int number) -> tag('B', out).put((byte) number);
            case FieldValue.Int16(short number) -> tag('s', out).putShort(number);
            case FieldValue.UInt16(int number) -> tag('u', out).putShort((short) number);
            case FieldValue.Int32(int number) -> tag('I', out).putInt(number);
            case FieldValue.UInt32(long number) -> tag('i', out).putInt((int) number);
            case FieldValue.Int64(long number) -> tag('l', out).putLong(number);
            case FieldValue.Float32(float number) ->
                    tag('f', out).putInt(Float.floatToRawIntBits(number));
            case FieldValue.Float64(double number) ->
                    tag('d', out).putLong(Double.doubleToRawLongBits(number));
            case FieldValue.Decimal(int scale, long unscaled) ->
                    tag('D', out).put((byte) scale).putInt((int) unscaled);
            case FieldValue.LongText(Bytes text) -> longString(text, tag('S', out));
            case FieldValue.Array array -> write(array, tag('A', out));
            case FieldValue.Timestamp(long seconds) -> tag('T', out).putLong(seconds);
            case FieldValue.Table(FieldTable table) -> writeWithLength(table, tag('F', out));
            case FieldValue.ByteArray(Bytes bytes) -> longString(bytes, tag('x', out));
            case FieldValue.NoValue() -> tag('V', out);
        }
    }

    static void writeWithLength(FieldTable table, ByteBuffer out) {
        int start = skipLength(out);
        write(table, out);
        fillLength(start, out);
    }

    private static void write(FieldValue.Array array, ByteBuffer out) {
        int start = skipLength(out);
        for (FieldValue value : array.values()) {
            write(value, out);
        }
        fillLength(start, out);
    }

    private static ByteBuffer tag(char tag, ByteBuffer out) {
        return out.put((byte) tag);
    }

    private static void longString(Bytes bytes, ByteBuffer out) {
        out.putInt(bytes.length()).put(bytes.array());
    }

    private static int skipLength(ByteBuffer out) {
        out.putInt(0);
        return out.position();
    }

    private static void fillLength(int start, ByteBuffer out) {
        out.putInt(start - 4, out.position() - start);
    }
}
