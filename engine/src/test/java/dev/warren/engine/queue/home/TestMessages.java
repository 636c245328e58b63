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
        BasicProperties properties =
                persistent ? BasicProperties.EMPTY.withDeliveryMode(2) : BasicProperties.EMPTY;
        byte[] header = ContentHeader.encode(properties, bodyLength);
        byte[] content = Arrays.copyOf(header, header.length + bodyLength);
        return new Message(
                ShortString.EMPTY, ShortString.of(Long.toString(id)), content, header.length);
    }

    static long idOf(Message message) {
        return Long.parseLong(message.routingKey().toString());
    }
}
