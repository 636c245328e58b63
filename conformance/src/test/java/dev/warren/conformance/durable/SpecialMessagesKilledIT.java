package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A broker that is killed while messages with priorities and times to live come in: what was
/// confirmed comes back with its priority and its end, and in its order.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
@Timeout(120)
final class SpecialMessagesKilledIT {

    private static final String QUEUE = "special";
    private static final int PRIORITIES = 10;
    private static final int CONFIRMED_MIN = 3_000;
    private static final int UNCONFIRMED_MAX = 500;

    /// Of each three messages one goes at once, one in an hour, one never.
    private static final List<String> EXPIRATIONS = List.of("1", "3600000", "");

    @RepeatedTest(2)
    void prioritiesAndEndsComeBack() throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel channel = warren.channel();
            channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-priority", PRIORITIES));
            NavigableSet<Long> unconfirmed = new ConcurrentSkipListSet<>();
            channel.confirmSelect();
            channel.addConfirmListener(
                    (tag, multiple) -> {
                        if (multiple) {
                            unconfirmed.headSet(tag, true).clear();
                        } else {
                            unconfirmed.remove(tag);
                        }
                    },
                    (tag, _) -> {
                        throw new IllegalStateException("nack of " + tag);
                    });
            long published = publishUntilConfirmed(channel, unconfirmed);
            warren.process().kill();
            Set<Long> lost = Set.copyOf(unconfirmed);
            warren.process().startAgain();

            List<GetResponse> left = warren.drain(QUEUE);
            List<Long> ids = left.stream().map(got -> Bodies.id(got.getBody())).toList();
            assertThat(ids)
                    .doesNotHaveDuplicates()
                    .containsAll(
                            LongStream.rangeClosed(1, published)
                                    .filter(id -> stays(id) && !lost.contains(id))
                                    .boxed()
                                    .toList())
                    .allMatch(id -> id >= 1 && id <= published && stays(id));
            assertThat(ids)
                    .isSortedAccordingTo(
                            Comparator.comparingInt((Long id) -> -priority(id))
                                    .thenComparing(Comparator.naturalOrder()));
            assertThat(left)
                    .allMatch(got -> got.getProps().equals(properties(Bodies.id(got.getBody()))));
        }
    }

    /// Answers how many were published; that many less what is unconfirmed were confirmed.
    private static long publishUntilConfirmed(Channel channel, Set<Long> unconfirmed)
            throws IOException {
        long id = 0;
        while (id - unconfirmed.size() < CONFIRMED_MIN) {
            id++;
            unconfirmed.add(id);
            channel.basicPublish("", QUEUE, properties(id), Bodies.of(id, 200));
            if (unconfirmed.size() == UNCONFIRMED_MAX) {
                Awaitility.await()
                        .atMost(DurableWarren.PATIENCE)
                        .until(() -> unconfirmed.size() < UNCONFIRMED_MAX);
            }
        }
        return id;
    }

    private static int priority(long id) {
        return (int) (id % PRIORITIES);
    }

    private static String expiration(long id) {
        return EXPIRATIONS.get((int) (id % EXPIRATIONS.size()));
    }

    private static boolean stays(long id) {
        return !expiration(id).equals("1");
    }

    private static AMQP.BasicProperties properties(long id) {
        return new AMQP.BasicProperties.Builder()
                .deliveryMode(2)
                .priority(priority(id))
                .expiration(expiration(id).isEmpty() ? null : expiration(id))
                .build();
    }
}
