package dev.warren.conformance;

import static dev.warren.conformance.support.Streams.beginning;
import static dev.warren.conformance.support.Streams.consume;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What retention removes from streams, and who reads on behind it.
@Conformance
final class StreamRetentionIT {

    private static final int SEGMENT_BYTES = 5_000;
    private static final int MESSAGES = 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static String stream(Client client, Channel channel, String argument, Object value)
            throws Exception {
        return Streams.declare(
                client,
                channel,
                Map.of("x-stream-max-segment-size-bytes", SEGMENT_BYTES, argument, value));
    }

    /// Messages of 1,000 bytes from number to number; each was confirmed before the next was sent.
    private static void fill(Channel channel, String queue, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Client.fill(channel, queue, "%-1000d".formatted(i));
        }
    }

    private static int number(Delivery delivery) {
        return Integer.parseInt(Inbox.text(delivery).strip());
    }

    @Test
    void aConsumerWhosePlaceIsGoneGoesOnWithTheOldestMessageThatIsLeft(Client client)
            throws Exception {
        var publisher = client.confirmChannel();
        var queue = stream(client, publisher, "x-max-length-bytes", 4 * SEGMENT_BYTES);
        fill(publisher, queue, 0, 1);
        var channel = client.channel();
        var slow = consume(channel, queue, 1, "first");
        var delivery = slow.next();
        fill(publisher, queue, 1, MESSAGES);
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(beginning(client, queue, "first")).isGreaterThan(40));

        List<Integer> seen = new ArrayList<>(List.of(number(delivery)));
        while (seen.getLast() < MESSAGES - 1) {
            channel.basicAck(Inbox.tag(delivery), false);
            delivery = slow.next();
            seen.add(number(delivery));
        }

        assertThat(seen).startsWith(0).isSorted().doesNotHaveDuplicates();
        assertThat(seen).doesNotContain(20, 30, 40);
    }

    @Test
    void anOffsetThatIsGoneMeansTheOldestMessage(Client client) throws Exception {
        var publisher = client.confirmChannel();
        var queue = stream(client, publisher, "x-max-length-bytes", 4 * SEGMENT_BYTES);
        fill(publisher, queue, 0, 1);
        assertThat(beginning(client, queue, 0)).isZero();
        fill(publisher, queue, 1, MESSAGES);

        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(beginning(client, queue, 0))
                                .isGreaterThan(40)
                                .isEqualTo(beginning(client, queue, "first")));
    }

    /// It is looked for when a segment begins, so somebody has to publish on.
    @Test
    void segmentsThatAreTooOldGo(Client client) throws Exception {
        var publisher = client.confirmChannel();
        var queue = stream(client, publisher, "x-max-age", "1s");
        fill(publisher, queue, 0, 10);
        assertThat(beginning(client, queue, "first")).isZero();

        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> {
                    fill(publisher, queue, 10, 20);
                    assertThat(beginning(client, queue, "first")).isGreaterThanOrEqualTo(10);
                });
    }
}
