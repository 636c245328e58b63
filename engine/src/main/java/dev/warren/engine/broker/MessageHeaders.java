package dev.warren.engine.broker;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.message.Message;
import java.util.random.RandomGenerator;

/// What routing may ask of a message beyond its key.
record MessageHeaders(Message message, RandomGenerator random) implements Headers {

    @Override
    public FieldTable table() {
        return message.headers();
    }

    @Override
    public BasicProperties properties() {
        return message.properties();
    }

    @Override
    public long chance() {
        return random.nextLong();
    }
}
