package dev.warren.codec.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An immutable stretch of bytes with equality, for long strings and byte arrays.
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Bytes of(String text) {
        return new Bytes(text.getBytes(UTF_8));
    }

    public static Bytes copyOf(byte[] source) {
        return copyOf(source, 0, source.length);
    }

    public static Bytes copyOf(byte[] source, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
    }

    /// Takes an array over without a copy: the caller gives it away and never changes it again.
    public static Bytes owned(byte[] bytes) {
        return new Bytes(bytes);
    }

    public int length() {
        return bytes.length;
    }

    public byte byteAt(int index) {
        return bytes[index];
    }

    /// The bytes themselves, shared for speed: callers never change them.
    public byte[] array() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Bytes that && Arrays.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// The text in UTF-8, with a replacement sign for bytes that are not UTF-8.
    @Override
    public String toString() {
        return new String(bytes, UTF_8);
    }
}
