package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Publishers that say everything once more after `kill -9`: what was confirmed does not come
/// twice, and what was not is not taken for known.
class DeduplicationKilledIT {

    private static final int MESSAGES = 3_000;
    private static final int CONFIRMED = 2_000;
    private static final int HOUR = 3_600_000;
    private static final long PATIENCE_MILLIS = 60_000;

    /// What the copy that comes after the kill has behind its number.
    private static final String AGAIN = " again";

    private static void publish(Channel channel, int id, String suffix) throws IOException {
        channel.basicPublish(
                "",
                "d",
                new AMQP.BasicProperties.Builder()
                        .deliveryMode(2)
                        .messageId("id-" + id)
                        .headers(Map.of("x-deduplication-header", "id-" + id))
                        .build(),
                (id + suffix).getBytes(StandardCharsets.UTF_8));
    }

    private static void take(Channel channel, int count, Set<String> seen) throws IOException {
        for (int i = 0; i < count; i++) {
            GetResponse got = channel.basicGet("d", true);
            if (got == null) {
                return;
            }
            assertThat(seen.add(Client.text(got))).as("%s once", Client.text(got)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void whatWasConfirmedComesOnceThoughItIsPublishedAgain(String type) throws Exception {
        assumeTrue(DurableWarren.isWarrenOurs(), "no Warren of our own");
        try (var warren = DurableWarren.start()) {
            Set<String> seen = new HashSet<>();
            Channel before = warren.channel();
            before.queueDeclare(
                    "d", true, false, false, Map.of("x-dedup-window", HOUR, "x-queue-type", type));
            before.confirmSelect();
            for (int i = 0; i < CONFIRMED; i++) {
                publish(before, i, "");
            }
            before.waitForConfirmsOrDie(PATIENCE_MILLIS);
            take(before, CONFIRMED / 2, seen);

            warren.process().kill();
            warren.process().startAgain();

            Channel after = warren.channel();
            after.confirmSelect();
            for (int i = 0; i < MESSAGES; i++) {
                publish(after, i, AGAIN);
            }
            after.waitForConfirmsOrDie(PATIENCE_MILLIS);
            Set<String> later = new HashSet<>();
            take(after, 2 * MESSAGES, later);

            // what was acked just before the kill may come back, but not its second copy
            Set<String> all = new HashSet<>(seen);
            all.addAll(later);
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, MESSAGES)
                                    .mapToObj(i -> i < CONFIRMED ? "" + i : i + AGAIN)
                                    .toList());
        }
    }

    @Test
    void keysOfWhatIsInTheQueueAreKnownAfterAStart() throws Exception {
        assumeTrue(DurableWarren.isWarrenOurs(), "no Warren of our own");
        try (var warren = DurableWarren.start()) {
            Channel before = warren.channel();
            before.queueDeclare("d", true, false, false, Map.of("x-message-deduplication", true));
            before.confirmSelect();
            publish(before, 1, "");
            before.waitForConfirmsOrDie(PATIENCE_MILLIS);

            warren.process().kill();
            warren.process().startAgain();

            Channel after = warren.channel();
            after.confirmSelect();
            publish(after, 1, AGAIN);
            publish(after, 2, "");
            after.waitForConfirmsOrDie(PATIENCE_MILLIS);
            Set<String> got = new HashSet<>();
            take(after, 3, got);
            publish(after, 1, " once more");
            after.waitForConfirmsOrDie(PATIENCE_MILLIS);
            assertThat(got).containsExactlyInAnyOrder("1", "2");
            assertThat(Client.text(after.basicGet("d", true))).isEqualTo("1 once more");
        }
    }
}
