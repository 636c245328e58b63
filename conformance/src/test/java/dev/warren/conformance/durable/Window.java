package dev.warren.conformance.durable;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The ways to have duplicates known over a window of time, an hour here: where one publishes, and
/// the queue to which it comes.
enum Window {
    QUEUE("", "once") {
        @Override
        void declare(Channel channel) throws IOException {
            channel.queueDeclare(queue(), true, false, false, HOUR);
        }
    },

    QUORUM_QUEUE("", "once-quorum") {
        @Override
        void declare(Channel channel) throws IOException {
            channel.queueDeclare(queue(), true, false, false, with("x-queue-type", "quorum"));
        }
    },

    EXCHANGE("guard", "guarded") {
        @Override
        void declare(Channel channel) throws IOException {
            channel.exchangeDeclare(exchange(), "fanout", true, false, HOUR);
            channel.queueDeclare(queue(), true, false, false, Map.of());
            channel.queueBind(queue(), exchange(), "");
        }
    },

    DELAYED_EXCHANGE("later", "delayed") {
        @Override
        void declare(Channel channel) throws IOException {
            channel.exchangeDeclare(
                    exchange(), "x-delayed-message", true, false, with("x-delayed-type", "fanout"));
            channel.queueDeclare(queue(), true, false, false, Map.of());
            channel.queueBind(queue(), exchange(), "");
        }
    };

    private static final Map<String, Object> HOUR = Map.of("x-dedup-window", 3_600_000);

    private final String exchange;
    private final String queue;

    Window(String exchange, String queue) {
        this.exchange = exchange;
        this.queue = queue;
    }

    private static Map<String, Object> with(String argument, String value) {
        Map<String, Object> arguments = new HashMap<>(HOUR);
        arguments.put(argument, value);
        return arguments;
    }

    /// Durable, and as often as one likes.
    abstract void declare(Channel channel) throws IOException;

    String exchange() {
        return exchange;
    }

    String queue() {
        return queue;
    }

    /// Whether a crash in the moment in which a message moves to its queue may double it.
    boolean mayDoubleInACrash() {
        return this == DELAYED_EXCHANGE;
    }
}
