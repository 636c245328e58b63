package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Messages wait to be tried again while the broker is stopped, or killed with `kill -9`: none is
/// lost, and none comes early.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class RetryKillIT {

    private static final int KILLS = Integer.getInteger("conformance.kills", 5);
    private static final int LIFE_MILLIS_MIN = 300;
    private static final int LIFE_MILLIS_MAX = 1_500;
    private static final int MESSAGES = 2_000;
    private static final int REJECTIONS = 4;
    private static final int BASE = 200;
    private static final String QUEUE = "tried";

    /// Before when a message must not come again, by its id, as the test's own clock counts.
    private final Map<Long, Long> notBefore = new ConcurrentHashMap<>();

    private final Set<Long> done = ConcurrentHashMap.newKeySet();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatWaitsSurvivesKillsAndComesNotEarly() throws Exception {
        long seed = Long.getLong("conformance.seed", System.nanoTime());
        var random = new Random(seed);
        try (var warren = DurableWarren.start()) {
            fill(warren.channel());
            for (int round = 0; round < KILLS; round++) {
                var client = client(warren);
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(
                                random.nextInt(LIFE_MILLIS_MIN, LIFE_MILLIS_MAX)));
                if (random.nextInt(4) == 0) {
                    warren.process().stop();
                } else {
                    warren.process().kill();
                }
                client.join();
                warren.process().startAgain();
            }
            consume(warren.channel());
            Awaitility.await().atMost(DurableWarren.PATIENCE).until(() -> done.size() == MESSAGES);
        }

        assertThat(faults).as("seed " + seed).isEmpty();
    }

    @Test
    void whatWaitsIsThereAfterARestart() throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel channel = warren.channel();
            channel.confirmSelect();
            declare(channel, 3_000);
            channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, Bodies.of(1, 10));
            channel.waitForConfirmsOrDie(30_000);
            channel.basicReject(get(channel).getEnvelope().getDeliveryTag(), false);
            // the answer comes behind the rejection
            channel.queueDeclarePassive(QUEUE);
            warren.process().stop();
            warren.process().startAgain();

            Channel other = warren.channel();
            var got = get(other);
            assertThat(Bodies.id(got.getBody())).isOne();
            assertThat(got.getProps().getHeaders()).containsEntry("x-retry-count", 1L);
            other.basicReject(got.getEnvelope().getDeliveryTag(), false);
            assertThat(get(other).getProps().getHeaders()).containsEntry("x-retry-count", 2L);
        }
    }

    private static com.rabbitmq.client.GetResponse get(Channel channel) {
        return Awaitility.await()
                .atMost(DurableWarren.PATIENCE)
                .until(() -> channel.basicGet(QUEUE, false), got -> got != null);
    }

    private static void declare(Channel channel, int base) throws Exception {
        var arguments = new HashMap<String, Object>();
        arguments.put("x-retry-base", base);
        arguments.put("x-retry-factor", 1);
        arguments.put("x-retry-jitter", 0);
        arguments.put("x-retry-attempts", 1_000);
        arguments.put("x-retry-on", "reject");
        channel.queueDeclare(QUEUE, true, false, false, arguments);
    }

    private static void fill(Channel channel) throws Exception {
        declare(channel, BASE);
        channel.confirmSelect();
        for (long id = 0; id < MESSAGES; id++) {
            channel.basicPublish(
                    "",
                    QUEUE,
                    MessageProperties.PERSISTENT_BASIC,
                    Bodies.of(id, (int) (id % 1_000)));
        }
        channel.waitForConfirmsOrDie(30_000);
    }

    private Thread client(DurableWarren warren) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        consume(warren.channel());
                    } catch (Exception ignoredTheBrokerWasKilled) {
                        // that is the test
                    }
                });
    }

    /// Rejects each message a few times.
    private void consume(Channel channel) throws Exception {
        channel.basicQos(100);
        channel.basicConsume(
                QUEUE,
                false,
                (_, delivery) -> {
                    long now = System.nanoTime();
                    long tag = delivery.getEnvelope().getDeliveryTag();
                    Long id = Bodies.id(delivery.getBody());
                    Map<String, Object> headers = delivery.getProperties().getHeaders();
                    long count =
                            headers != null && headers.get("x-retry-count") instanceof Long tries
                                    ? tries
                                    : 0;
                    Long due = notBefore.get(id * 1_000 + count);
                    if (due != null && now < due) {
                        faults.add(id + " is early by " + (due - now) + " ns");
                    }
                    if (count >= REJECTIONS) {
                        done.add(id);
                        channel.basicAck(tag, false);
                        return;
                    }
                    // a crash may double a message, so the first rejection counts
                    notBefore.putIfAbsent(
                            id * 1_000 + count + 1,
                            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BASE - 1));
                    channel.basicReject(tag, false);
                },
                _ -> {});
    }
}
