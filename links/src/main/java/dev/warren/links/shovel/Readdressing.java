package dev.warren.links.shovel;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.time.Clock;
import dev.warren.links.shovel.ShovelSettings.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a shovel changes about a message on its way: where it is published, its properties, and
/// what the headers say of its way. Pure.
///
/// @param trace who moves it, from where to where, as the header `x-shovelled` says it
record Readdressing(Destination destination, Map<String, Object> trace, Clock clock) {

    /// An array, the last mover first.
    private static final String TRACE = "x-shovelled";

    private static final String TIMESTAMP = "x-shovelled-timestamp";

    Readdressing {
        trace = Collections.unmodifiableMap(trace);
    }

    String exchange(Envelope envelope) {
        String exchange = destination.exchange();
        return exchange == null ? envelope.getExchange() : exchange;
    }

    String key(Envelope envelope) {
        String key = destination.key();
        return key == null ? envelope.getRoutingKey() : key;
    }

    BasicProperties properties(BasicProperties known) {
        boolean addsHeaders = destination.headers().forward() || destination.headers().timestamp();
        if (destination.properties().isEmpty() && !addsHeaders) {
            return known;
        }
        BasicProperties.Builder changed = known.builder();
        for (FieldTable.Entry entry : destination.properties().entries()) {
            set(changed, entry.name().toString(), entry.value());
        }
        if (addsHeaders) {
            changed.headers(headers(known.getHeaders()));
        }
        return changed.build();
    }

    private Map<String, Object> headers(@Nullable Map<String, Object> known) {
        Map<String, Object> headers = known == null ? new HashMap<>() : new HashMap<>(known);
        if (destination.headers().forward()) {
            List<Object> traces = new ArrayList<>();
            traces.add(trace);
            if (headers.get(TRACE) instanceof List<?> earlier) {
                traces.addAll(earlier);
            }
            headers.put(TRACE, traces);
        }
        if (destination.headers().timestamp()) {
            headers.put(TIMESTAMP, TimeUnit.MILLISECONDS.toSeconds(clock.wallMillis()));
        }
        return headers;
    }

    private static void set(BasicProperties.Builder properties, String name, FieldValue value) {
        String text = value instanceof FieldValue.LongText given ? given.text() : "";
        Long integer = FieldComparison.integerOf(value);
        long number = integer == null ? 0 : integer;
        switch (name) {
            case "content_type" -> properties.contentType(text);
            case "content_encoding" -> properties.contentEncoding(text);
            case "delivery_mode" -> properties.deliveryMode((int) number);
            case "priority" -> properties.priority((int) number);
            case "correlation_id" -> properties.correlationId(text);
            case "reply_to" -> properties.replyTo(text);
            case "expiration" -> properties.expiration(text);
            case "message_id" -> properties.messageId(text);
            case "timestamp" -> properties.timestamp(Date.from(Instant.ofEpochSecond(number)));
            case "type" -> properties.type(text);
            case "user_id" -> properties.userId(text);
            case "app_id" -> properties.appId(text);
            case "cluster_id" -> properties.clusterId(text);
            default -> throw new IllegalArgumentException("unknown property " + name);
        }
    }
}
