package dev.warren.engine.queue.data;

import dev.warren.codec.value.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes a record of numbers and bytes, growing as needed. Big-endian.
public final class ByteWriter {

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[64];
    private int length;

    public ByteWriter writeByte(int value) {
        int at = room(1);
        bytes[at] = (byte) value;
        return this;
    }

    public ByteWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    public ByteWriter writeInt(int value) {
        int at = room(Integer.BYTES);
        INTS.set(bytes, at, value);
        return this;
    }

    public ByteWriter writeLong(long value) {
        int at = room(Long.BYTES);
        LONGS.set(bytes, at, value);
        return this;
    }

    /// Writes the length, then the bytes.
    public ByteWriter writeBytes(byte[] source) {
        writeInt(source.length);
        int at = room(source.length);
        System.arraycopy(source, 0, bytes, at, source.length);
        return this;
    }

    public Bytes toBytes() {
        return Bytes.copyOf(bytes, 0, length);
    }

    private int room(int count) {
        int at = length;
        length += count;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        }
        return at;
    }
}
