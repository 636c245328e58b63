package dev.warren.engine.queue.home;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.message.Message;

/// The header that says how many deliveries of a message have failed, for those where some have.
final class DeliveryCount {

    private static final String HEADER = "x-delivery-count";

    private DeliveryCount() {}

    /// The message as it is delivered: the same if nothing has failed.
    static Message in(Message message, int failures) {
        if (failures == 0) {
            return message;
        }
        BasicProperties properties = message.properties();
        FieldTable headers = message.headers().with(HEADER, new FieldValue.Int64(failures));
        return message.rewritten(
                message.exchange(),
                message.routingKey(),
                properties.withHeaders(headers),
                message.marks());
    }
}
