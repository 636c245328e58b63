package dev.warren.engine.transfer;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Messages, and what is to be said about their deaths.
final class Letters {

    private Letters() {}

    static ShortString name(String text) {
        return ShortString.of(text);
    }

    static Message message(String exchange, String key, BasicProperties properties) {
        byte[] header = ContentHeader.encode(properties, 3);
        byte[] content = Arrays.copyOf(header, header.length + 3);
        content[header.length] = 7;
        return new Message(name(exchange), name(key), content, header.length);
    }

    static BasicProperties with(FieldTable headers) {
        return BasicProperties.EMPTY.withHeaders(headers);
    }

    static Message dies(Message message, String queue, DeathReason reason, long seconds) {
        return DeadLetter.of(new Death(message, name(queue), reason, seconds), name("dlx"), null);
    }

    static List<FieldTable> deaths(Message message) {
        Array array = (Array) Objects.requireNonNull(message.headers().get("x-death"));
        return array.values().stream().map(value -> ((Table) value).value()).toList();
    }

    static Array texts(String... texts) {
        return new Array(Arrays.stream(texts).<FieldValue>map(LongText::of).toList());
    }

    static String text(FieldTable table, String name) {
        return ((LongText) Objects.requireNonNull(table.get(name))).text();
    }
}
