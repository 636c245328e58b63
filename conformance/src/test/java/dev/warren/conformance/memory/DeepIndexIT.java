package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// So many small messages in a small heap that it would not hold all that a queue knows of them, if
/// they expire or have priorities: in memory are at most 16 bytes of each.
@Timeout(400)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class DeepIndexIT {

    private static final String JAVA_FLAGS = "-Xms32m -Xmx48m -XX:MaxDirectMemorySize=128m";
    private static final int MESSAGES = 1_000_000;
    private static final int LETTERS = 120_000;
    private static final int PIECE = 500;
    private static final int PRIORITIES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final long DAY_MILLIS = 24 * 60 * 60 * 1000L;

    /// Delivery mode, priority and expiration.
    private static final int PROPERTY_FLAGS = 1 << 12 | 1 << 11 | 1 << 8;

    @Test
    void messagesThatExpireEachAtItsTime() throws Exception {
        try (var warren = start()) {
            warren.channel().queueDeclare("deep", true, false, false, Map.of());

            fill(warren, number -> DAY_MILLIS + number % 1_000_000);
            assertThat(numbers(warren.channel(), 20)).containsExactlyElementsOf(from(0, 1, 20));
            warren.restart();

            assertThat(warren.ready("deep")).isEqualTo(MESSAGES - 20);
            assertThat(numbers(warren.channel(), 20)).containsExactlyElementsOf(from(20, 1, 20));
            assertGoes(warren);
        }
    }

    @Test
    void messagesThatExpireAndHavePriorities() throws Exception {
        try (var warren = start()) {
            var arguments = Map.<String, Object>of("x-max-priority", PRIORITIES);
            warren.channel().queueDeclare("deep", true, false, false, arguments);

            fill(warren, number -> DAY_MILLIS + number % 1_000_000);
            assertThat(numbers(warren.channel(), 20)).containsExactlyElementsOf(from(9, 10, 20));
            warren.restart();

            assertThat(warren.ready("deep")).isEqualTo(MESSAGES - 20);
            assertThat(numbers(warren.channel(), 20)).containsExactlyElementsOf(from(209, 10, 20));
            assertGoes(warren);
        }
    }

    /// In no order: some near the head of the queue outlive many that came later.
    @Test
    void messagesThatExpireAllOverADeepQueueBecomeDeadLetters() throws Exception {
        try (var warren = start()) {
            var channel = warren.channel();
            channel.queueDeclare("letters", true, false, false, Map.of());
            var arguments =
                    Map.<String, Object>of(
                            "x-dead-letter-exchange", "", "x-dead-letter-routing-key", "letters");
            channel.queueDeclare("deep", true, false, false, arguments);

            publish(warren, LETTERS, number -> 5_000 + number * 7_919 % 5_000);
            Awaitility.await("all dead letters")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> warren.ready("letters") == LETTERS);

            assertThat(warren.ready("deep")).isZero();
            warren.assertServes();
        }
    }

    private static SmallWarren start() throws IOException {
        return SmallWarren.start(
                Map.of("warren.store", "log", "vm_memory_high_watermark.absolute", "32MB"),
                JAVA_FLAGS);
    }

    private interface Expiration {
        long millis(long number);
    }

    private static void fill(SmallWarren warren, Expiration expiration) throws Exception {
        publish(warren, MESSAGES, expiration);
        Awaitility.await("all messages")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> warren.ready("deep") == MESSAGES);
    }

    private static void publish(SmallWarren warren, int messages, Expiration expiration)
            throws IOException {
        Flood.start(warren.raw(), messages / PIECE, piece -> piece(piece * PIECE, expiration));
    }

    private static byte[] piece(long first, Expiration expiration) {
        var out = new ByteArrayOutputStream();
        for (long number = first; number < first + PIECE; number++) {
            out.writeBytes(message(number, expiration.millis(number)));
        }
        return out.toByteArray();
    }

    private static byte[] message(long number, long expirationMillis) {
        var method =
                Wire.bytes()
                        .shortInt(60)
                        .shortInt(40)
                        .raw(RawAmqp.publish("", "deep").toByteArray());
        var header =
                Wire.bytes()
                        .shortInt(60)
                        .shortInt(0)
                        .longLong(Long.BYTES)
                        .shortInt(PROPERTY_FLAGS)
                        .octet(2)
                        .octet((int) (number % PRIORITIES))
                        .shortstr(Long.toString(expirationMillis));
        var out = new ByteArrayOutputStream();
        out.writeBytes(Flood.frame(RawFrame.METHOD, 1, method.toByteArray()));
        out.writeBytes(Flood.frame(RawFrame.HEADER, 1, header.toByteArray()));
        out.writeBytes(
                Flood.frame(RawFrame.BODY, 1, ByteBuffer.allocate(8).putLong(number).array()));
        return out.toByteArray();
    }

    private static List<Long> numbers(Channel channel, int count) throws IOException {
        var numbers = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            GetResponse got = channel.basicGet("deep", true);
            numbers.add(ByteBuffer.wrap(got.getBody()).getLong());
        }
        return numbers;
    }

    private static List<Long> from(long first, long step, int count) {
        return LongStream.iterate(first, number -> number + step).limit(count).boxed().toList();
    }

    private static void assertGoes(SmallWarren warren) throws Exception {
        var shelf = warren.data().resolve("shelf");
        assertThat(Files.size(shelf)).as("what is not in memory").isGreaterThan(MESSAGES * 10L);

        warren.channel().queueDelete("deep");

        warren.assertServes();
        Awaitility.await("the disk to have its room back")
                .until(() -> Files.size(shelf) < (8 << 20));
    }
}
