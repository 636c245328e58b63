package dev.warren.codec.value;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The payload of a content header frame, read where it lies. AMQP 0-9-1 §4.2.6.1.
///
/// ```
/// 0        2        4                 12      14
/// +--------+--------+-----------------+-------+---------------+
/// |class id| weight |    body size    | flags | properties... |
/// +--------+--------+-----------------+-------+---------------+
/// ```
///
/// Offset and length always name the whole payload. The quick looks ([#isPersistent] and its like)
/// step over the properties before theirs and check nothing after it: run [#validate] once on what
/// comes from a client. Anything malformed is a [ReplyCode#SYNTAX_ERROR].
public final class ContentHeader {

    /// The class of the only methods with content.
    public static final int CLASS_BASIC = 60;

    /// Where the property flags begin.
    public static final int FLAGS_OFFSET = 12;

    private ContentHeader() {}

    public static int classId(byte[] bytes, int offset, int length) {
        return new ByteCursor(bytes, offset, length).uint16();
    }

    /// Always zero in what a client may send.
    public static int weight(byte[] bytes, int offset, int length) {
        var in = new ByteCursor(bytes, offset, length);
        in.skip(2);
        return in.uint16();
    }

    /// The announced size of the body, negative when it is 2^63 or more.
    public static long bodySize(byte[] bytes, int offset, int length) {
        var in = new ByteCursor(bytes, offset, length);
        in.skip(4);
        return in.int64();
    }

    public static BasicProperties decodeProperties(byte[] bytes, int offset, int length) {
        return PropertiesDecoder.decode(atFlags(bytes, offset, length));
    }

    /// Class basic, weight zero, then body size, flags and properties.
    public static byte[] encode(BasicProperties properties, long bodySize) {
        byte[] bytes = new byte[FLAGS_OFFSET + PropertiesEncoder.encodedLength(properties)];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putShort((short) CLASS_BASIC).putShort((short) 0).putLong(bodySize);
        PropertiesEncoder.write(properties, out);
        return bytes;
    }

    /// Throws unless [#decodeProperties] would succeed, without decoding anything.
    public static void validate(byte[] bytes, int offset, int length) {
        ByteCursor in = atFlags(bytes, offset, length);
        PropertiesScanner.check(in);
    }

    public static boolean isPersistent(byte[] bytes, int offset, int length) {
        return deliveryMode(bytes, offset, length) == BasicProperties.PERSISTENT;
    }

    /// The delivery mode, or -1 when there is none.
    public static int deliveryMode(byte[] bytes, int offset, int length) {
        ByteCursor in = atFlags(bytes, offset, length);
        return PropertiesScanner.seek(in, PropertyFlags.DELIVERY_MODE) ? in.uint8() : -1;
    }

    /// The priority, or -1 when there is none.
    public static int priority(byte[] bytes, int offset, int length) {
        ByteCursor in = atFlags(bytes, offset, length);
        return PropertiesScanner.seek(in, PropertyFlags.PRIORITY) ? in.uint8() : -1;
    }

    public static @Nullable ShortString expirationOrNull(byte[] bytes, int offset, int length) {
        return shortStringOrNull(bytes, offset, length, PropertyFlags.EXPIRATION);
    }

    public static @Nullable ShortString userIdOrNull(byte[] bytes, int offset, int length) {
        return shortStringOrNull(bytes, offset, length, PropertyFlags.USER_ID);
    }

    public static @Nullable ShortString replyToOrNull(byte[] bytes, int offset, int length) {
        return shortStringOrNull(bytes, offset, length, PropertyFlags.REPLY_TO);
    }

    public static @Nullable ShortString messageIdOrNull(byte[] bytes, int offset, int length) {
        return shortStringOrNull(bytes, offset, length, PropertyFlags.MESSAGE_ID);
    }

    /// The value of one header, without decoding the others.
    public static @Nullable FieldValue headerOrNull(
            byte[] bytes, int offset, int length, ShortString name) {
        ByteCursor in = atFlags(bytes, offset, length);
        if (!PropertiesScanner.seek(in, PropertyFlags.HEADERS)) {
            return null;
        }
        ByteCursor table = in.nested();
        return FieldTableScanner.seek(table, name) ? FieldTableDecoder.value(table, 1) : null;
    }

    /// The headers alone; empty when there are none.
    public static FieldTable headers(byte[] bytes, int offset, int length) {
        ByteCursor in = atFlags(bytes, offset, length);
        return PropertiesScanner.seek(in, PropertyFlags.HEADERS)
                ? FieldTableDecoder.table(in.nested(), 1)
                : FieldTable.EMPTY;
    }

    /// The bits of [PropertyFlags] whose properties are there.
    public static int flags(byte[] bytes, int offset, int length) {
        return atFlags(bytes, offset, length).uint16();
    }

    /// A copy of a content, header payload and body, with another reply-to in the place of the one
    /// that it has. Nothing else is decoded or changes.
    public static byte[] withReplyTo(byte[] content, int headerLength, ShortString changed) {
        ByteCursor in = atFlags(content, 0, headerLength);
        if (!PropertiesScanner.seek(in, PropertyFlags.REPLY_TO)) {
            throw new IllegalArgumentException("content without a reply-to");
        }
        int at = in.position();
        in.skipShortString();
        int rest = in.position();
        byte[] copy = new byte[content.length - (rest - at) + 1 + changed.length()];
        ByteBuffer.wrap(copy)
                .put(content, 0, at)
                .put((byte) changed.length())
                .put(changed.array())
                .put(content, rest, content.length - rest);
        return copy;
    }

    /// Whether the property of a bit of [PropertyFlags] is there.
    public static boolean has(byte[] bytes, int offset, int length, int flag) {
        return (flags(bytes, offset, length) & flag) != 0;
    }

    private static @Nullable ShortString shortStringOrNull(
            byte[] bytes, int offset, int length, int flag) {
        ByteCursor in = atFlags(bytes, offset, length);
        return PropertiesScanner.seek(in, flag) ? in.shortString() : null;
    }

    private static ByteCursor atFlags(byte[] bytes, int offset, int length) {
        var in = new ByteCursor(bytes, offset, length);
        in.skip(FLAGS_OFFSET);
        return in;
    }
}
