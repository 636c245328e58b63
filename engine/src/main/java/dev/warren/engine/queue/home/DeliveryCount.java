package dev.warren.engine.queue.home;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Tries;

/// The headers that say how often a message was handed out before, and how many of these deliveries
/// failed. As in RabbitMQ 4.3, neither is there while it would be 0.
final class DeliveryCount {

    private static final String ACQUIRED = "x-acquired-count";
    private static final String FAILED = "x-delivery-count";

    private DeliveryCount() {}

    /// The message as it is delivered: the same if there is nothing to say.
    static Message in(Message message, Tries tries) {
        if (tries.isNone()) {
            return message;
        }
        BasicProperties properties = message.properties();
        FieldTable headers = with(message.headers(), ACQUIRED, tries.returned());
        return message.rewritten(
                message.exchange(),
                message.routingKey(),
                properties.withHeaders(with(headers, FAILED, tries.failed())),
                message.marks());
    }

    private static FieldTable with(FieldTable headers, String name, int count) {
        return count == 0 ? headers : headers.with(name, new FieldValue.Int64(count));
    }
}
