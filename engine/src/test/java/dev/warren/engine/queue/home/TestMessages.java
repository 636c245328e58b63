package dev.warren.engine.queue.home;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.util.Arrays;

/// Messages whose routing key says which they are.
final class TestMessages {

    private TestMessages() {}

    static Message message(long id, int bodyLength, boolean persistent) {
        return message(
                id,
                bodyLength,
                persistent ? BasicProperties.EMPTY.withDeliveryMode(2) : BasicProperties.EMPTY);
    }

    /// One that stays for so long only.
    static Message expiring(long id, String expiration) {
        return message(id, 10, BasicProperties.EMPTY.withExpiration(ShortString.of(expiration)));
    }

    static Message ofPriority(long id, int priority) {
        return message(id, 10, BasicProperties.EMPTY.withPriority(priority));
    }

    static Message message(long id, int bodyLength, BasicProperties properties) {
        byte[] header = ContentHeader.encode(properties, bodyLength);
        byte[] content = Arrays.copyOf(header, header.length + bodyLength);
        return new Message(
                ShortString.EMPTY, ShortString.of(Long.toString(id)), content, header.length);
    }

    static long idOf(Message message) {
        return Long.parseLong(message.routingKey().toString());
    }
}
