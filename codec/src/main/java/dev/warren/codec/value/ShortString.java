package dev.warren.codec.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A short string of AMQP: up to 255 bytes, kept exactly as they came.
///
/// Names and routing keys are compared and hashed by their bytes; they need not be valid UTF-8
/// (AMQP 0-9-1 §4.2.5.3 leaves the encoding open). Immutable.
public final class ShortString implements Comparable<ShortString> {

    /// The longest short string, in bytes.
    public static final int LENGTH_MAX = 255;

    public static final ShortString EMPTY = new ShortString(new byte[0]);

    private final byte[] bytes;
    private final int hash;

    /// Decoded on first use; racing threads decode the same text.
    private @Nullable String text;

    private ShortString(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /// The UTF-8 bytes of a text. Throws [IllegalArgumentException] when they are more than 255.
    public static ShortString of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > LENGTH_MAX) {
            throw new IllegalArgumentException("short string of " + bytes.length + " bytes");
        }
        return bytes.length == 0 ? EMPTY : new ShortString(bytes);
    }

    /// A copy of a stretch of an array.
    public static ShortString copyOf(byte[] source, int offset, int length) {
        if (length > LENGTH_MAX) {
            throw new IllegalArgumentException("short string of " + length + " bytes");
        }
        return length == 0
                ? EMPTY
                : new ShortString(Arrays.copyOfRange(source, offset, offset + length));
    }

    /// Takes an array over without a copy: the caller gives it away and never changes it again.
    public static ShortString owned(byte[] bytes) {
        if (bytes.length > LENGTH_MAX) {
            throw new IllegalArgumentException("short string of " + bytes.length + " bytes");
        }
        return bytes.length == 0 ? EMPTY : new ShortString(bytes);
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public byte byteAt(int index) {
        return bytes[index];
    }

    /// The bytes themselves, shared for speed: callers never change them.
    public byte[] array() {
        return bytes;
    }

    /// Whether the bytes are well-formed UTF-8.
    public boolean isUtf8() {
        for (byte b : bytes) {
            if (b < 0) {
                return isUtf8BeyondAscii();
            }
        }
        return true;
    }

    private boolean isUtf8BeyondAscii() {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException ignoredAsItIsTheAnswer) {
            return false;
        }
    }

    /// The text without line breaks, which RabbitMQ takes out of the names that are declared.
    public ShortString withoutLineBreaks() {
        byte[] kept = new byte[bytes.length];
        int length = 0;
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                kept[length++] = b;
            }
        }
        return length == bytes.length ? this : copyOf(kept, 0, length);
    }

    public boolean startsWith(String prefix) {
        return toString().startsWith(prefix);
    }

    @Override
    public int compareTo(ShortString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ShortString that
                        && hash == that.hash
                        && Arrays.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// The text in UTF-8, with a replacement sign for bytes that are not UTF-8.
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = new String(bytes, UTF_8);
            text = known;
        }
        return known;
    }
}
