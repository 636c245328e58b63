package dev.warren.management.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.management.http.ApiException;
import dev.warren.management.view.FieldsView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which messages are meant: all that has to fit is what is not null. Pure.
///
/// @param routingKey stands somewhere in the routing key
/// @param exchange is the exchange that it was published to
/// @param messageId is its id
/// @param header a header `name`, or `name=value` as JSON shows the value
/// @param text stands somewhere in the body, as UTF-8
/// @param since its timestamp, in seconds since 1970, is not before
/// @param until and not after
record MessageFilter(
        @Nullable String routingKey,
        @Nullable String exchange,
        @Nullable String messageId,
        @Nullable String header,
        @Nullable String text,
        @Nullable Long since,
        @Nullable Long until) {

    /// A longer text is refused: it is looked for in every body.
    static final int LENGTH_MAX = 1_000;

    /// By the names that both a query and a body use.
    static MessageFilter of(Function<String, @Nullable String> given) {
        return new MessageFilter(
                text(given, "routing_key"),
                text(given, "exchange"),
                text(given, "message_id"),
                text(given, "header"),
                text(given, "text"),
                seconds(given, "since"),
                seconds(given, "until"));
    }

    private static @Nullable String text(Function<String, @Nullable String> given, String name) {
        String text = given.apply(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > LENGTH_MAX) {
            throw ApiException.badRequest(name + " is longer than " + LENGTH_MAX + " characters");
        }
        return text;
    }

    private static @Nullable Long seconds(Function<String, @Nullable String> given, String name) {
        String text = text(given, name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw ApiException.badTerm("not_int", name);
        }
    }

    boolean fits(Message message) {
        return contains(message.routingKey(), routingKey)
                && (exchange == null || exchange.equals(message.exchange().toString()))
                && fits(message.properties())
                && hasText(message);
    }

    private static boolean contains(ShortString whole, @Nullable String part) {
        return part == null || whole.toString().contains(part);
    }

    private boolean fits(BasicProperties properties) {
        ShortString id = properties.messageId();
        return (messageId == null || (id != null && messageId.equals(id.toString())))
                && isInTime(properties.timestamp())
                && hasHeader(properties);
    }

    private boolean isInTime(@Nullable Long timestamp) {
        if (timestamp == null) {
            return since == null && until == null;
        }
        return (since == null || timestamp >= since) && (until == null || timestamp <= until);
    }

    private boolean hasHeader(BasicProperties properties) {
        if (header == null) {
            return true;
        }
        if (properties.headers() == null) {
            return false;
        }
        int equals = header.indexOf('=');
        FieldValue value =
                properties.headers().get(equals < 0 ? header : header.substring(0, equals));
        return value != null
                && (equals < 0
                        || header.substring(equals + 1)
                                .equals(String.valueOf(FieldsView.of(value))));
    }

    private boolean hasText(Message message) {
        return text == null
                || new String(
                                message.content(),
                                message.headerLength(),
                                message.bodyLength(),
                                UTF_8)
                        .contains(text);
    }
}
