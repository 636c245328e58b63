package dev.warren.conformance.memory;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/// Numbered messages that are two and a half times as large as the heap of a [SmallWarren]
/// together.
final class Bulk {

    static final int MESSAGES = 4_000;

    private static final int BODY_BYTES = 60_000;
    private static final int UNCONFIRMED_MAX = 100;
    private static final int LAST_LONG = BODY_BYTES - Long.BYTES;

    private Bulk() {}

    /// Publishes all of them, persistent, and waits for the confirms.
    static void publish(
            Channel channel, String exchange, String key, IntFunction<BasicProperties> properties)
            throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < MESSAGES; i++) {
            byte[] body = ByteBuffer.allocate(BODY_BYTES).putLong(i).putLong(LAST_LONG, i).array();
            channel.basicPublish(exchange, key, properties.apply(i), body);
            if (i % UNCONFIRMED_MAX == 0) {
                channel.waitForConfirmsOrDie(SmallWarren.PATIENCE.toMillis());
            }
        }
        channel.waitForConfirmsOrDie(SmallWarren.PATIENCE.toMillis());
    }

    /// The number of a message; -1 when it is not whole.
    static long number(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        boolean isWhole = body.length == BODY_BYTES && in.getLong(0) == in.getLong(LAST_LONG);
        return isWhole ? in.getLong(0) : -1;
    }
}
