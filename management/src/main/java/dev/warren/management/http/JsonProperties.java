package dev.warren.management.http;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The properties of a message as a body has them, in its field `properties`. What is not known is
/// passed over, as RabbitMQ does.
public final class JsonProperties {

    private static final int OCTET_MAX = 255;

    private JsonProperties() {}

    /// 400 when one of them is of the wrong type, or too long or too large for AMQP.
    public static BasicProperties of(JsonBody body) {
        JsonBody given = body.inside("properties");
        return BasicProperties.builder()
                .contentType(given.shortTextOrNull("content_type"))
                .contentEncoding(given.shortTextOrNull("content_encoding"))
                .headers(given.has("headers") ? given.table("headers") : null)
                .deliveryMode(octet(given, "delivery_mode"))
                .priority(octet(given, "priority"))
                .correlationId(given.shortTextOrNull("correlation_id"))
                .replyTo(given.shortTextOrNull("reply_to"))
                .expiration(given.shortTextOrNull("expiration"))
                .messageId(given.shortTextOrNull("message_id"))
                .timestamp(given.has("timestamp") ? given.number("timestamp", 0) : null)
                .type(given.shortTextOrNull("type"))
                .userId(given.shortTextOrNull("user_id"))
                .appId(given.shortTextOrNull("app_id"))
                .clusterId(given.shortTextOrNull("cluster_id"))
                .build();
    }

    private static @Nullable Integer octet(JsonBody given, String field) {
        if (!given.has(field)) {
            return null;
        }
        long number = given.number(field, 0);
        if (number < 0 || number > OCTET_MAX) {
            throw ApiException.badRequest(field + " should be from 0 to " + OCTET_MAX);
        }
        return (int) number;
    }

    /// A message with these properties and this body.
    public static Message message(
            ShortString exchange, ShortString key, BasicProperties properties, Bytes payload) {
        byte[] header = ContentHeader.encode(properties, payload.length());
        byte[] content = Arrays.copyOf(header, header.length + payload.length());
        System.arraycopy(payload.array(), 0, content, header.length, payload.length());
        return new Message(exchange, key, content, header.length);
    }
}
