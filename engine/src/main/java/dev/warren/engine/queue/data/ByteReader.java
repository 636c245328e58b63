package dev.warren.engine.queue.data;

import dev.warren.codec.value.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads what a [ByteWriter] wrote. Reading past the end throws [IndexOutOfBoundsException].
public final class ByteReader {

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int index;

    public ByteReader(Bytes source) {
        this.bytes = source.array();
    }

    public int readByte() {
        return bytes[index++];
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public int readInt() {
        int value = (int) INTS.get(bytes, index);
        index += Integer.BYTES;
        return value;
    }

    public long readLong() {
        long value = (long) LONGS.get(bytes, index);
        index += Long.BYTES;
        return value;
    }

    public byte[] readBytes() {
        int length = readInt();
        if (length < 0 || length > bytes.length - index) {
            throw new IndexOutOfBoundsException("record names " + length + " bytes");
        }
        index += length;
        return Arrays.copyOfRange(bytes, index - length, index);
    }
}
