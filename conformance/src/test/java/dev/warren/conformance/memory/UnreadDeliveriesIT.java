package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Consumers that take and do not settle, or that do not even read.
@Timeout(120)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class UnreadDeliveriesIT {
    private static final int BODY_BYTES = 8 * 1024;
    private static final int PLENTY = 20_000;
    private static final int NO_ACK = 0b10;

    /// Twice of what the load may hold. Windows of half a megabyte each, or buffers that are mostly
    /// air, would not fit.
    private static final String LITTLE_BESIDE_THE_HEAP = "-Xmx96m -XX:MaxDirectMemorySize=48m";

    /// Nobody is cut off because it does not read.
    private static final Map<String, String> PATIENT =
            Map.of("tcp_listen_options.send_timeout", "infinity");

    @Test
    void consumerThatNeverAcknowledgesHoldsThePublisher() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var received = new AtomicInteger();
            var consumer = warren.connect();
            var channel = consumer.createChannel();
            channel.basicConsume(queue, false, (_, _) -> received.incrementAndGet(), _ -> {});

            var flood = flood(warren, queue, PLENTY, BODY_BYTES);
            warren.awaitAlarm();
            warren.assertAnswers();
            assertThat(flood.sent()).isLessThan(PLENTY);

            channel.basicAck(0, true);
            Awaitility.await("publishing to go on")
                    .atMost(SmallWarren.PATIENCE)
                    .until(() -> received.get() > 24_000_000 / BODY_BYTES * 5 / 4);

            consumer.close();
            warren.purge(queue);
        }
    }

    @Test
    void tinyMessagesThatAreNeverAcknowledgedHoldThePublisher() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var channel = warren.channel();
            channel.basicConsume(queue, false, (_, _) -> {}, _ -> {});

            var flood = flood(warren, queue, 1_000_000, 1);
            warren.awaitAlarm();
            warren.assertAnswers();

            assertThat(flood.sent()).isLessThan(1_000_000);
        }
    }

    @Test
    void consumerThatNeverReadsHoldsThePublisher() throws Exception {
        try (var warren = SmallWarren.start(PATIENT)) {
            var queue = warren.queue();
            var deaf = warren.raw();
            consume(deaf, queue);

            var flood = flood(warren, queue, PLENTY, BODY_BYTES);
            warren.awaitAlarm();
            warren.assertAnswers();
            assertThat(flood.sent()).isLessThan(PLENTY);

            deaf.close();
            warren.purge(queue);
        }
    }

    @Test
    void aCrowdThatNeverReadsItsCopiesHoldsThePublisher() throws Exception {
        try (var warren = SmallWarren.start(PATIENT, LITTLE_BESIDE_THE_HEAP)) {
            warren.channel().exchangeDeclare("crowd", BuiltinExchangeType.FANOUT);
            var asking = warren.channel();
            for (var i = 0; i < 60; i++) {
                var queue = warren.queue() + "-" + i;
                asking.queueDeclare(queue, false, false, false, Map.of());
                asking.queueBind(queue, "crowd", "");
                consume(warren.raw(), queue);
            }

            var piece = Flood.publish(1, "crowd", "", new byte[BODY_BYTES]);
            var flood = Flood.start(warren.raw(), PLENTY, _ -> piece);
            warren.awaitAlarm();
            warren.assertAnswers();

            assertThat(flood.sent()).isLessThan(PLENTY);
            warren.assertHadRoom();
        }
    }

    private static Flood flood(SmallWarren warren, String queue, int count, int bodyBytes)
            throws Exception {
        var piece = Flood.publish(1, "", queue, new byte[bodyBytes]);
        return Flood.start(warren.raw(), count, _ -> piece);
    }

    /// Without acknowledgements, and without ever reading what comes.
    private static void consume(RawAmqp raw, String queue) throws Exception {
        raw.method(
                1,
                "basic.consume",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(queue)
                        .shortstr("")
                        .octet(NO_ACK)
                        .table(Map.of()));
        raw.expect(1, "basic.consume-ok");
    }
}
