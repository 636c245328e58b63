package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queues of 200 MB in a broker with a heap of 96 MB: messages leave memory for the disk, kept or
/// not, and come back as they were.
@Timeout(180)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class LargerThanMemoryIT {

    private static final int MESSAGES = 20_000;
    private static final int BODY_BYTES = 10_000;
    private static final int UNCONFIRMED_MAX = 500;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void queueLargerThanTheHeapIsTakenAndGivenBack(boolean isPersistent) throws Exception {
        try (var warren = SmallWarren.startWithDisk()) {
            var channel = warren.channel();
            channel.queueDeclare("large", isPersistent, false, false, Map.of());

            fill(
                    channel,
                    isPersistent
                            ? MessageProperties.MINIMAL_PERSISTENT_BASIC
                            : MessageProperties.MINIMAL_BASIC);
            assertThat(warren.ready("large")).isEqualTo(MESSAGES);
            drain(warren.channel());

            assertThat(warren.ready("large")).isZero();
            warren.assertServes();
        }
    }

    private static void fill(Channel channel, BasicProperties properties) throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish("", "large", properties, body(i));
            if (i % UNCONFIRMED_MAX == 0) {
                channel.waitForConfirmsOrDie(SmallWarren.PATIENCE.toMillis());
            }
        }
        channel.waitForConfirmsOrDie(SmallWarren.PATIENCE.toMillis());
    }

    private static void drain(Channel channel) throws IOException {
        AtomicInteger received = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        channel.basicQos(200);
        channel.basicConsume(
                "large",
                new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(
                            String tag, Envelope envelope, BasicProperties properties, byte[] body)
                            throws IOException {
                        if (!ByteBuffer.wrap(body).equals(ByteBuffer.wrap(body(received.get())))) {
                            wrong.incrementAndGet();
                        }
                        received.incrementAndGet();
                        channel.basicAck(envelope.getDeliveryTag(), false);
                    }
                });
        Awaitility.await("all messages")
                .atMost(SmallWarren.PATIENCE.multipliedBy(3))
                .until(() -> received.get() == MESSAGES);
        assertThat(wrong).hasValue(0);
    }

    private static byte[] body(int number) {
        byte[] body = new byte[BODY_BYTES];
        new Random(number).nextBytes(body);
        return body;
    }
}
