package dev.warren.engine.queue.store;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.util.Arrays;

/// Messages that all cost the same in memory, and whose content says which they are.
final class StoreMessages {

    /// What each of them costs in memory.
    static final int FOOTPRINT = 1000;

    private static final ShortString KEY = ShortString.of("k");
    private static final int CONTENT = FOOTPRINT - 97;

    private StoreMessages() {}

    static Message persistent(long id) {
        return message(id, BasicProperties.EMPTY.withDeliveryMode(2));
    }

    static Message transientOne(long id) {
        return message(id, BasicProperties.EMPTY);
    }

    private static Message message(long id, BasicProperties properties) {
        int headerLength = ContentHeader.encode(properties, 0).length;
        byte[] header = ContentHeader.encode(properties, CONTENT - headerLength);
        byte[] content = Arrays.copyOf(header, CONTENT);
        content[CONTENT - 1] = (byte) id;
        content[CONTENT - 2] = (byte) (id >> 8);
        return new Message(ShortString.EMPTY, KEY, content, headerLength);
    }
}
