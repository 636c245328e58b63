package dev.warren.engine.broker;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Marks;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what the firehose shows of a message: its body, and headers that say all the rest, in
/// RabbitMQ's order and types. Pure.
record TraceCopy(TracePoint at, String node) {

    static final ShortString EXCHANGE = ShortString.of("amq.rabbitmq.trace");

    Message published(Message message, Queue[] routed) {
        List<FieldValue> names =
                Arrays.stream(routed)
                        .map(queue -> queue.identity().name())
                        .filter(name -> !name.isEmpty()) // one in which it waits
                        .map(TraceCopy::text)
                        .toList();
        FieldTable headers = origin(about(message)).with("routed_queues", new Array(names));
        return copy(message, "publish.", message.exchange(), headers);
    }

    Message delivered(Message message, ShortString queue, boolean redelivered) {
        FieldTable headers =
                origin(about(message).with("redelivered", new Int32(redelivered ? 1 : 0)));
        return copy(message, "deliver.", queue, headers);
    }

    private FieldTable about(Message message) {
        List<FieldValue> keys = ExtraKeys.withOwn(message).stream().map(TraceCopy::text).toList();
        return FieldTable.EMPTY
                .with("exchange_name", text(message.exchange()))
                .with("routing_keys", new Array(keys))
                .with("properties", new Table(table(message.properties())))
                .with("node", node);
    }

    private FieldTable origin(FieldTable headers) {
        return headers.with("vhost", at.vhost())
                .with("connection", at.connection())
                .with("channel", new Int32(at.channel()))
                .with("user", at.user());
    }

    private static Message copy(
            Message message, String prefix, ShortString name, FieldTable headers) {
        return message.rewritten(
                EXCHANGE,
                key(prefix, name),
                BasicProperties.EMPTY.withHeaders(headers),
                Marks.NONE);
    }

    /// Cut where a key may be no longer.
    private static ShortString key(String prefix, ShortString name) {
        byte[] start = ShortString.of(prefix).array();
        byte[] all = Arrays.copyOf(start, start.length + name.length());
        System.arraycopy(name.array(), 0, all, start.length, name.length());
        return ShortString.copyOf(all, 0, Math.min(all.length, ShortString.LENGTH_MAX));
    }

    /// Properties that are there, the last one first.
    private static FieldTable table(BasicProperties properties) {
        FieldTable table = FieldTable.EMPTY;
        table = with(table, "cluster_id", properties.clusterId());
        table = with(table, "app_id", properties.appId());
        table = with(table, "user_id", properties.userId());
        table = with(table, "type", properties.type());
        Long timestamp = properties.timestamp();
        if (timestamp != null) {
            table = table.with("timestamp", new Int32(timestamp.intValue()));
        }
        table = with(table, "message_id", properties.messageId());
        table = with(table, "expiration", properties.expiration());
        table = with(table, "reply_to", properties.replyTo());
        table = with(table, "correlation_id", properties.correlationId());
        table = with(table, "priority", properties.priority());
        table = with(table, "delivery_mode", properties.deliveryMode());
        FieldTable headers = properties.headers();
        if (headers != null) {
            table = table.with("headers", new Table(headers));
        }
        table = with(table, "content_encoding", properties.contentEncoding());
        return with(table, "content_type", properties.contentType());
    }

    private static FieldTable with(FieldTable table, String name, @Nullable ShortString value) {
        return value == null ? table : table.with(name, text(value));
    }

    private static FieldTable with(FieldTable table, String name, @Nullable Integer value) {
        return value == null ? table : table.with(name, new Int32(value));
    }

    private static FieldValue text(ShortString text) {
        return new LongText(Bytes.copyOf(text.array()));
    }
}
