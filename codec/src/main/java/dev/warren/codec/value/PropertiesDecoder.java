package dev.warren.codec.value;

import org.jspecify.annotations.Nullable;

/// Decodes the property flags and the properties that follow them, to the last byte.
final class PropertiesDecoder {

    private final ByteCursor in;
    private final int flags;

    private PropertiesDecoder(ByteCursor in) {
        this.in = in;
        this.flags = in.uint16();
    }

    static BasicProperties decode(ByteCursor in) {
        BasicProperties properties = new PropertiesDecoder(in).decode();
        if (!in.isAtEnd()) {
            throw in.malformed("goes on after the last property");
        }
        return properties;
    }

    /// Arguments are evaluated from left to right, so their order is the order on the wire.
    private BasicProperties decode() {
        return new BasicProperties(
                shortString(PropertyFlags.CONTENT_TYPE),
                shortString(PropertyFlags.CONTENT_ENCODING),
                table(PropertyFlags.HEADERS),
                octet(PropertyFlags.DELIVERY_MODE),
                octet(PropertyFlags.PRIORITY),
                shortString(PropertyFlags.CORRELATION_ID),
                shortString(PropertyFlags.REPLY_TO),
                shortString(PropertyFlags.EXPIRATION),
                shortString(PropertyFlags.MESSAGE_ID),
                timestamp(PropertyFlags.TIMESTAMP),
                shortString(PropertyFlags.TYPE),
                shortString(PropertyFlags.USER_ID),
                shortString(PropertyFlags.APP_ID),
                shortString(PropertyFlags.CLUSTER_ID));
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private @Nullable ShortString shortString(int flag) {
        return has(flag) ? in.shortString() : null;
    }

    private @Nullable FieldTable table(int flag) {
        return has(flag) ? FieldTableDecoder.table(in.nested(), 1) : null;
    }

    private @Nullable Integer octet(int flag) {
        return has(flag) ? in.uint8() : null;
    }

    private @Nullable Long timestamp(int flag) {
        return has(flag) ? in.int64() : null;
    }
}
