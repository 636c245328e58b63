package dev.warren.codec.value;

import java.util.Arrays;

/// A bounded walk through a stretch of an array, for the decoders of this room.
///
/// Lives for one decoding, on one stack. Every step checks that the bytes are there before it
/// allocates anything for them; a step beyond the end is a [ReplyCode#SYNTAX_ERROR].
final class ByteCursor {

    private final byte[] bytes;
    private final int end;
    private int position;

    ByteCursor(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /// Steps over a number of bytes and says where they begin.
    int skip(long count) {
        if (count > end - position) {
            throw malformed("ends too early");
        }
        int start = position;
        position += (int) count;
        return start;
    }

    /// Steps over a short string.
    void skipShortString() {
        skip(uint8());
    }

    /// Steps over a long string, a table or an array.
    void skipLong() {
        skip(uint32());
    }

    byte int8() {
        return bytes[skip(1)];
    }

    int uint8() {
        return int8() & 0xFF;
    }

    int uint16() {
        int at = skip(2);
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    int int32() {
        int at = skip(4);
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }

    long uint32() {
        return int32() & 0xFFFF_FFFFL;
    }

    long int64() {
        return (long) int32() << 32 | uint32();
    }

    ShortString shortString() {
        int length = uint8();
        return ShortString.copyOf(bytes, skip(length), length);
    }

    /// Steps over a short string, and answers whether it is that one.
    boolean shortStringIs(ShortString wanted) {
        int length = uint8();
        int at = skip(length);
        byte[] known = wanted.array();
        return Arrays.equals(bytes, at, at + length, known, 0, known.length);
    }

    Bytes longString() {
        int length = length();
        return Bytes.copyOf(bytes, skip(length), length);
    }

    /// A cursor over the long string, table or array that begins here; this one steps over it.
    ByteCursor nested() {
        int length = length();
        return new ByteCursor(bytes, skip(length), length);
    }

    AmqpException malformed(String what) {
        return AmqpException.of(ReplyCode.SYNTAX_ERROR, "malformed content: %s", what);
    }

    private int length() {
        long length = uint32();
        if (length > end - position) {
            throw malformed("ends too early");
        }
        return (int) length;
    }
}
