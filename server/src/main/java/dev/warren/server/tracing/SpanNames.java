package dev.warren.server.tracing;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What spans and their attributes are called: the semantic conventions of OpenTelemetry for
/// messaging, and names of our own for the rest. Pure.
final class SpanNames {

    static final String PUBLISH = "publish";
    static final String ROUTE = "route";
    static final String DELIVER = "deliver";
    static final String SETTLE = "settle";

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION_NAME =
            AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE =
            AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION =
            AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> ROUTING_KEY =
            AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");
    static final AttributeKey<Long> DELIVERY_TAG =
            AttributeKey.longKey("messaging.rabbitmq.message.delivery_tag");
    static final AttributeKey<Long> BODY_BYTES =
            AttributeKey.longKey("messaging.message.body.size");
    static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

    static final AttributeKey<String> VHOST = AttributeKey.stringKey("warren.vhost");
    static final AttributeKey<String> CONNECTION = AttributeKey.stringKey("warren.connection");
    static final AttributeKey<Long> CHANNEL = AttributeKey.longKey("warren.channel");
    static final AttributeKey<String> QUEUE = AttributeKey.stringKey("warren.queue");
    static final AttributeKey<List<String>> QUEUES = AttributeKey.stringArrayKey("warren.queues");
    static final AttributeKey<Long> QUEUE_COUNT = AttributeKey.longKey("warren.queue_count");
    static final AttributeKey<Boolean> REDELIVERED = AttributeKey.booleanKey("warren.redelivered");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("warren.outcome");

    private static final String NOTHING_NAMED = "amq.default";

    private SpanNames() {}

    /// Exchange, routing key and, behind a queue, the queue: each that has a name, with colons
    /// between. What the default exchange sends to a queue is named once.
    static String destination(Message message, @Nullable Queue queue) {
        StringBuilder name = new StringBuilder();
        ShortString key = message.routingKey();
        append(name, message.exchange());
        append(name, key);
        if (queue != null && !queue.identity().name().equals(key)) {
            append(name, queue.identity().name());
        }
        return name.isEmpty() ? NOTHING_NAMED : name.toString();
    }

    private static void append(StringBuilder name, ShortString part) {
        if (!part.isEmpty()) {
            name.append(name.isEmpty() ? "" : ":").append(part);
        }
    }
}
