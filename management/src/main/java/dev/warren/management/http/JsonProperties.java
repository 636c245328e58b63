package dev.warren.management.http;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
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

    /// Those of a message with what the body says otherwise: a property that it names is replaced,
    /// or taken away by null, and so is each header by itself.
    public static BasicProperties over(BasicProperties before, JsonBody body) {
        JsonBody given = body.inside("properties");
        BasicProperties named = of(body);
        BasicProperties.Builder merged = before.toBuilder();
        given.node().fieldNames().forEachRemaining(name -> replace(merged, named, name));
        if (given.node().has("headers")) {
            merged.headers(given.has("headers") ? headers(before.headers(), given) : null);
        }
        return merged.build();
    }

    private static void replace(
            BasicProperties.Builder merged, BasicProperties named, String name) {
        switch (name) {
            case "content_type" -> merged.contentType(named.contentType());
            case "content_encoding" -> merged.contentEncoding(named.contentEncoding());
            case "delivery_mode" -> merged.deliveryMode(named.deliveryMode());
            case "priority" -> merged.priority(named.priority());
            case "correlation_id" -> merged.correlationId(named.correlationId());
            case "reply_to" -> merged.replyTo(named.replyTo());
            case "expiration" -> merged.expiration(named.expiration());
            case "message_id" -> merged.messageId(named.messageId());
            case "timestamp" -> merged.timestamp(named.timestamp());
            case "type" -> merged.type(named.type());
            case "user_id" -> merged.userId(named.userId());
            case "app_id" -> merged.appId(named.appId());
            case "cluster_id" -> merged.clusterId(named.clusterId());
            default -> {}
        }
    }

    private static FieldTable headers(@Nullable FieldTable before, JsonBody given) {
        FieldTable merged = before == null ? FieldTable.EMPTY : before;
        JsonBody headers = given.inside("headers");
        for (FieldTable.Entry entry : JsonFields.table(headers.node()).entries()) {
            String name = entry.name().toString();
            merged = headers.has(name) ? merged.with(name, entry.value()) : merged.without(name);
        }
        return merged;
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
