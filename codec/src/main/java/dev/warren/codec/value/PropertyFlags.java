package dev.warren.codec.value;

/// The flag bits that say which properties stand in a content header, in wire order. AMQP 0-9-1
/// §4.2.6.1.
///
/// The two lowest bits name no property. RabbitMQ ignores both, the continuation bit too: class
/// basic fits into one word, and a second word is refused as bytes beyond the end.
public final class PropertyFlags {

    public static final int CONTENT_TYPE = 1 << 15;
    public static final int CONTENT_ENCODING = 1 << 14;
    public static final int HEADERS = 1 << 13;
    public static final int DELIVERY_MODE = 1 << 12;
    public static final int PRIORITY = 1 << 11;
    public static final int CORRELATION_ID = 1 << 10;
    public static final int REPLY_TO = 1 << 9;
    public static final int EXPIRATION = 1 << 8;
    public static final int MESSAGE_ID = 1 << 7;
    public static final int TIMESTAMP = 1 << 6;
    public static final int TYPE = 1 << 5;
    public static final int USER_ID = 1 << 4;
    public static final int APP_ID = 1 << 3;
    public static final int CLUSTER_ID = 1 << 2;

    private PropertyFlags() {}
}
