package dev.warren.codec.value;

import java.nio.ByteBuffer;

/// Puts one header with a 64-bit integer into encoded contents, without decoding them. Immutable.
///
/// For what is delivered often: the header goes to the end of the table, and a content without
/// headers gets a table. A content that has such a header already is decoded, and the header
/// replaced in its place.
public final class HeaderInsertion {

    private final String text;
    private final byte[] name;
    private final int entryBytes;

    public HeaderInsertion(String name) {
        this.text = name;
        this.name = ShortString.of(name).array();
        this.entryBytes = 1 + this.name.length + 1 + Long.BYTES;
    }

    /// A copy of a content that lies at an offset: header payload of so many bytes, then body. The
    /// header payload of the copy is as much longer as the copy is.
    public byte[] insert(byte[] bytes, int offset, int headerLength, int length, long value) {
        var in = new ByteCursor(bytes, offset, headerLength);
        in.skip(ContentHeader.FLAGS_OFFSET);
        int flags = in.uint16();
        in = new ByteCursor(bytes, offset, headerLength);
        in.skip(ContentHeader.FLAGS_OFFSET);
        if (!PropertiesScanner.seek(in, PropertyFlags.HEADERS)) {
            return withTable(bytes, offset, headerLength, length, flags, value);
        }
        if (mentions(bytes, offset, headerLength)) {
            return replaced(bytes, offset, headerLength, length, value);
        }
        int tableAt = in.position();
        in.skipLong();
        int end = in.position();
        ByteBuffer out = ByteBuffer.allocate(length + entryBytes);
        out.put(bytes, offset, tableAt - offset);
        out.putInt(end - tableAt - Integer.BYTES + entryBytes);
        out.put(bytes, tableAt + Integer.BYTES, end - tableAt - Integer.BYTES);
        putEntry(out, value);
        out.put(bytes, end, offset + length - end);
        return out.array();
    }

    private byte[] withTable(
            byte[] bytes, int offset, int headerLength, int length, int flags, long value) {
        var in = new ByteCursor(bytes, offset, headerLength);
        in.skip(ContentHeader.FLAGS_OFFSET + Short.BYTES);
        if ((flags & PropertyFlags.CONTENT_TYPE) != 0) {
            in.skipShortString();
        }
        if ((flags & PropertyFlags.CONTENT_ENCODING) != 0) {
            in.skipShortString();
        }
        int at = in.position();
        ByteBuffer out = ByteBuffer.allocate(length + Integer.BYTES + entryBytes);
        out.put(bytes, offset, at - offset);
        out.putInt(entryBytes);
        putEntry(out, value);
        out.put(bytes, at, offset + length - at);
        out.putShort(ContentHeader.FLAGS_OFFSET, (short) (flags | PropertyFlags.HEADERS));
        return out.array();
    }

    private void putEntry(ByteBuffer out, long value) {
        out.put((byte) name.length).put(name).put((byte) 'l').putLong(value);
    }

    private byte[] replaced(byte[] bytes, int offset, int headerLength, int length, long value) {
        BasicProperties properties = ContentHeader.decodeProperties(bytes, offset, headerLength);
        FieldTable headers =
                ContentHeader.headers(bytes, offset, headerLength)
                        .with(text, new FieldValue.Int64(value));
        int bodyLength = length - headerLength;
        byte[] header = ContentHeader.encode(properties.withHeaders(headers), bodyLength);
        ByteBuffer out = ByteBuffer.allocate(header.length + bodyLength);
        out.put(header).put(bytes, offset + headerLength, bodyLength);
        return out.array();
    }

    /// Whether the name stands somewhere in a header payload: false means surely not.
    public boolean mentions(byte[] bytes, int offset, int headerLength) {
        int last = offset + headerLength - name.length;
        for (int at = offset + ContentHeader.FLAGS_OFFSET; at <= last; at++) {
            if (bytes[at] == name[0] && matches(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] bytes, int at) {
        for (int i = 1; i < name.length; i++) {
            if (bytes[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }
}
