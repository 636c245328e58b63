package dev.warren.conformance.durable;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/// The ways into the queue `full` on which a disk runs full.
enum Filled {
    PLAIN(Map.of()),

    /// Everything waits at an exchange for up to a second.
    DELAYED(Map.of()) {
        @Override
        void declare(Channel channel) throws IOException {
            super.declare(channel);
            channel.exchangeDeclare(
                    exchange(),
                    "x-delayed-message",
                    true,
                    false,
                    Map.of("x-delayed-type", "fanout"));
            channel.queueBind(QUEUE, exchange(), "");
        }

        @Override
        String exchange() {
            return "later";
        }
    },

    /// Everything is rejected once, waits, and comes again.
    RETRIED(Map.of("x-retry-base", 100)) {
        @Override
        boolean isRejected(Delivery delivery) {
            Map<String, Object> headers = delivery.getProperties().getHeaders();
            return headers == null || !headers.containsKey("x-retry-count");
        }
    },

    /// The queue knows what comes twice.
    ONCE(Map.of("x-dedup-window", 3_600_000)) {
        @Override
        void repeat(Channel channel, Tally tally) throws Exception {
            channel.confirmSelect();
            for (long id : tally.confirmed(QUEUE)) {
                channel.basicPublish(exchange(), QUEUE, properties(id), Bodies.of(id, 0));
            }
            // it comes behind all that should not come
            var publisher = ConfirmingPublisher.to(channel, this, 1, tally);
            publisher.publish();
            channel.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
        }
    };

    static final String QUEUE = "full";

    private static final int DELAY_MILLIS_MAX = 1_000;
    private static final int PREFETCH = 50;

    private final Map<String, Object> arguments;
    private final Random random = new Random();

    Filled(Map<String, Object> arguments) {
        this.arguments = arguments;
    }

    void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, arguments);
    }

    String exchange() {
        return "";
    }

    /// Those of a message of which there is one.
    BasicProperties properties(long id) {
        return new BasicProperties.Builder()
                .deliveryMode(2)
                .messageId("id-" + id)
                .headers(Map.of("x-delay", 1 + random.nextInt(DELAY_MILLIS_MAX)))
                .build();
    }

    /// Takes what is in the queue and what comes, and tallies it when it has come to its end.
    void consume(Channel channel, Tally tally) throws IOException {
        channel.basicQos(PREFETCH);
        channel.basicConsume(
                QUEUE,
                false,
                (_, delivery) -> {
                    long tag = delivery.getEnvelope().getDeliveryTag();
                    if (isRejected(delivery)) {
                        channel.basicReject(tag, false);
                    } else {
                        boolean isRedelivered = delivery.getEnvelope().isRedeliver();
                        tally.saw(QUEUE, delivery.getBody(), isRedelivered || mayBeDoubled());
                        channel.basicAck(tag, false);
                    }
                },
                _ -> {});
    }

    boolean isRejected(Delivery delivery) {
        return false;
    }

    /// What moves from where it waits to its queue when the broker is killed may come twice.
    private boolean mayBeDoubled() {
        return this == DELAYED || this == RETRIED;
    }

    /// Publishes again what must not come again.
    void repeat(Channel channel, Tally tally) throws Exception {}
}
