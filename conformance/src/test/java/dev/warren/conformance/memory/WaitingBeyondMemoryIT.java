package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Messages that wait at an exchange in a broker with a heap that would not hold them: large ones,
/// and very many.
@Timeout(240)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class WaitingBeyondMemoryIT {

    private static final String JAVA_FLAGS = "-Xms32m -Xmx48m -XX:MaxDirectMemorySize=128m";
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int SOON_MILLIS = 8_000;
    private static final int MANY = 400_000;
    private static final int PIECE = 500;

    @Test
    void largeOnesWaitOverARestartAndComeWhole() throws Exception {
        try (var warren = SmallWarren.startWithDisk()) {
            Channel channel = warren.channel();
            declare(channel);

            Bulk.publish(channel, "later", "", i -> after(SOON_MILLIS + i % 10));
            warren.restart();

            Set<Long> numbers = ConcurrentHashMap.newKeySet();
            Channel consumer = warren.channel();
            consumer.basicQos(50);
            consumer.basicConsume(
                    "now",
                    false,
                    (_, delivery) -> {
                        numbers.add(Bulk.number(delivery.getBody()));
                        consumer.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    },
                    _ -> {});
            Awaitility.await("all messages")
                    .atMost(SmallWarren.PATIENCE.multipliedBy(2))
                    .until(() -> numbers.size() >= Bulk.MESSAGES);
            assertThat(numbers).hasSize(Bulk.MESSAGES).doesNotContain(-1L);
            warren.assertServes();
        }
    }

    @Test
    void manyThatWaitLetOthersPass() throws Exception {
        try (var warren = SmallWarren.start(Map.of("warren.store", "log"), JAVA_FLAGS)) {
            Channel channel = warren.channel();
            declare(channel);
            var raw = warren.raw();
            byte[] piece = piece();

            var flood = Flood.start(raw, MANY / PIECE, _ -> piece);
            Awaitility.await("all messages")
                    .atMost(SmallWarren.PATIENCE.multipliedBy(2))
                    .until(() -> flood.sent() == MANY / PIECE);
            raw.bytes(message(1, "behind them"));
            assertComes(warren, "behind them");

            warren.restart();
            Channel after = warren.channel();
            after.basicPublish("later", "", after(1), Client.bytes("after the restart"));
            assertComes(warren, "after the restart");
            after.exchangeDelete("later");
            assertThat(warren.ready("now")).isZero();
            warren.assertServes();
        }
    }

    private static void declare(Channel channel) throws IOException {
        channel.exchangeDeclare(
                "later", "x-delayed-message", true, false, Map.of("x-delayed-type", "fanout"));
        channel.queueDeclare("now", true, false, false, Map.of());
        channel.queueBind("now", "later", "");
    }

    private static BasicProperties after(int millis) {
        return MessageProperties.MINIMAL_PERSISTENT_BASIC
                .builder()
                .headers(Map.of("x-delay", millis))
                .build();
    }

    private static byte[] piece() {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < PIECE; i++) {
            out.writeBytes(message(HOUR_MILLIS + i, "waits"));
        }
        return out.toByteArray();
    }

    private static byte[] message(int delayMillis, String text) {
        byte[] body = Client.bytes(text);
        var out = new ByteArrayOutputStream();
        out.writeBytes(Flood.announce(1, "later", "", body.length, Map.of("x-delay", delayMillis)));
        out.writeBytes(Flood.frame(RawFrame.BODY, 1, body));
        return out.toByteArray();
    }

    private static void assertComes(SmallWarren warren, String text) throws Exception {
        Channel channel = warren.channel();
        var got =
                Awaitility.await(text)
                        .atMost(SmallWarren.PATIENCE)
                        .until(() -> channel.basicGet("now", true), message -> message != null);
        assertThat(Client.text(got)).isEqualTo(text);
    }
}
