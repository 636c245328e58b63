package dev.warren.management.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Got;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message that was fetched, in JSON.
public final class MessageView {

    private MessageView() {}

    /// @param isText whether a body that is UTF-8 is written as such, and not in base64
    /// @param bytesMax how much of the body is shown
    public static Map<String, Object> of(Got got, boolean isText, int bytesMax) {
        Message message = got.message();
        Map<String, Object> view =
                Json.object(
                        "payload_bytes",
                        message.bodyLength(),
                        "redelivered",
                        got.redelivered(),
                        "exchange",
                        message.exchange().toString(),
                        "routing_key",
                        message.routingKey().toString(),
                        "message_count",
                        got.readyLeft(),
                        "properties",
                        properties(message.properties()));
        putPayload(view, message, isText, bytesMax);
        return view;
    }

    /// The same of a message that was only looked at, and of which its caller has something to say
    /// as well.
    public static void putContent(
            Map<String, Object> view, Message message, boolean isText, int bytesMax) {
        view.put("payload_bytes", message.bodyLength());
        view.put("exchange", message.exchange().toString());
        view.put("routing_key", message.routingKey().toString());
        view.put("properties", properties(message.properties()));
        putPayload(view, message, isText, bytesMax);
    }

    private static void putPayload(
            Map<String, Object> view, Message message, boolean isText, int bytesMax) {
        int shown = Math.min(bytesMax, message.bodyLength());
        ByteBuffer body = ByteBuffer.wrap(message.content(), message.headerLength(), shown);
        String text = isText ? textOrNull(body.duplicate()) : null;
        if (text == null) {
            byte[] bytes = new byte[shown];
            body.get(bytes);
            view.put("payload", Base64.getEncoder().encodeToString(bytes));
            view.put("payload_encoding", "base64");
        } else {
            view.put("payload", text);
            view.put("payload_encoding", "string");
        }
    }

    private static @Nullable String textOrNull(ByteBuffer bytes) {
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Map<String, Object> properties(BasicProperties properties) {
        Map<String, Object> view = new LinkedHashMap<>();
        put(view, "app_id", properties.appId());
        put(view, "user_id", properties.userId());
        put(view, "type", properties.type());
        putNumber(view, "timestamp", properties.timestamp());
        put(view, "message_id", properties.messageId());
        put(view, "expiration", properties.expiration());
        put(view, "reply_to", properties.replyTo());
        put(view, "correlation_id", properties.correlationId());
        putNumber(view, "priority", properties.priority());
        putNumber(view, "delivery_mode", properties.deliveryMode());
        FieldTable headers = properties.headers();
        if (headers != null) {
            view.put("headers", FieldsView.of(headers));
        }
        put(view, "content_encoding", properties.contentEncoding());
        put(view, "content_type", properties.contentType());
        put(view, "cluster_id", properties.clusterId());
        return view;
    }

    private static void put(Map<String, Object> view, String key, @Nullable Object text) {
        if (text != null) {
            view.put(key, text.toString());
        }
    }

    private static void putNumber(Map<String, Object> view, String key, @Nullable Number number) {
        if (number != null) {
            view.put(key, number);
        }
    }
}
