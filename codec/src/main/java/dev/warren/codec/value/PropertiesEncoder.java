package dev.warren.codec.value;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Encodes property flags and properties. Counts first and writes then, as the table encoder does.
final class PropertiesEncoder {

    private PropertiesEncoder() {}

    static int encodedLength(BasicProperties p) {
        return 2
                + length(p.contentType())
                + length(p.contentEncoding())
                + length(p.headers())
                + octetLength(p.deliveryMode())
                + octetLength(p.priority())
                + length(p.correlationId())
                + length(p.replyTo())
                + length(p.expiration())
                + length(p.messageId())
                + timestampLength(p.timestamp())
                + length(p.type())
                + length(p.userId())
                + length(p.appId())
                + length(p.clusterId());
    }

    static void write(BasicProperties p, ByteBuffer out) {
        out.putShort((short) flags(p));
        write(p.contentType(), out);
        write(p.contentEncoding(), out);
        write(p.headers(), out);
        writeOctet(p.deliveryMode(), out);
        writeOctet(p.priority(), out);
        write(p.correlationId(), out);
        write(p.replyTo(), out);
        write(p.expiration(), out);
        write(p.messageId(), out);
        write(p.timestamp(), out);
        write(p.type(), out);
        write(p.userId(), out);
        write(p.appId(), out);
        write(p.clusterId(), out);
    }

    private static int flags(BasicProperties p) {
        return flag(p.contentType(), PropertyFlags.CONTENT_TYPE)
                | flag(p.contentEncoding(), PropertyFlags.CONTENT_ENCODING)
                | flag(p.headers(), PropertyFlags.HEADERS)
                | flag(p.deliveryMode(), PropertyFlags.DELIVERY_MODE)
                | flag(p.priority(), PropertyFlags.PRIORITY)
                | flag(p.correlationId(), PropertyFlags.CORRELATION_ID)
                | flag(p.replyTo(), PropertyFlags.REPLY_TO)
                | flag(p.expiration(), PropertyFlags.EXPIRATION)
                | flag(p.messageId(), PropertyFlags.MESSAGE_ID)
                | flag(p.timestamp(), PropertyFlags.TIMESTAMP)
                | flag(p.type(), PropertyFlags.TYPE)
                | flag(p.userId(), PropertyFlags.USER_ID)
                | flag(p.appId(), PropertyFlags.APP_ID)
                | flag(p.clusterId(), PropertyFlags.CLUSTER_ID);
    }

    private static int flag(@Nullable Object property, int flag) {
        return property == null ? 0 : flag;
    }

    private static int length(@Nullable ShortString text) {
        return text == null ? 0 : 1 + text.length();
    }

    private static int length(@Nullable FieldTable table) {
        return table == null ? 0 : 4 + FieldTableEncoder.encodedLength(table);
    }

    private static int octetLength(@Nullable Integer octet) {
        return octet == null ? 0 : 1;
    }

    private static int timestampLength(@Nullable Long timestamp) {
        return timestamp == null ? 0 : 8;
    }

    private static void write(@Nullable ShortString text, ByteBuffer out) {
        if (text != null) {
            out.put((byte) text.length()).put(text.array());
        }
    }

    private static void write(@Nullable FieldTable table, ByteBuffer out) {
        if (table != null) {
            FieldTableEncoder.writeWithLength(table, out);
        }
    }

    private static void writeOctet(@Nullable Integer octet, ByteBuffer out) {
        if (octet != null) {
            out.put(octet.byteValue());
        }
    }

    private static void write(@Nullable Long timestamp, ByteBuffer out) {
        if (timestamp != null) {
            out.putLong(timestamp);
        }
    }
}
