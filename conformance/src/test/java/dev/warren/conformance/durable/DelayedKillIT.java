package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Messages wait at an exchange while the broker is killed with `kill -9`: none that was confirmed
/// is lost, and none comes early. `-Dconformance.kills=` sets how often; 5 times without.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class DelayedKillIT {

    private static final int KILLS = Integer.getInteger("conformance.kills", 5);
    private static final int LIFE_MILLIS_MIN = 300;
    private static final int LIFE_MILLIS_MAX = 2_300;
    private static final int DELAY_MILLIS_MAX = 5_000;
    private static final int UNCONFIRMED_MAX = 200;
    private static final String EXCHANGE = "later";
    private static final String QUEUE = "now";

    private final AtomicLong nextId = new AtomicLong();

    /// Before when a message must not come, by its id, as the test's own clock counts.
    private final Map<Long, Long> notBefore = new ConcurrentHashMap<>();

    private final Set<Long> owed = ConcurrentHashMap.newKeySet();
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatIsConfirmedComesAndNotEarly() throws Exception {
        long seed = Long.getLong("conformance.seed", System.nanoTime());
        var random = new Random(seed);
        try (var warren = DurableWarren.start()) {
            declare(warren);
            for (int round = 0; round < KILLS; round++) {
                var clients =
                        List.of(
                                client(() -> publish(warren.channel())),
                                client(() -> publish(warren.channel())),
                                client(() -> consume(warren.channel())));
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(
                                random.nextInt(LIFE_MILLIS_MIN, LIFE_MILLIS_MAX)));
                warren.process().kill();
                for (Thread client : clients) {
                    client.join();
                }
                warren.process().startAgain();
            }
            consume(warren.channel());
            Awaitility.await().atMost(DurableWarren.PATIENCE).until(() -> seen.containsAll(owed));
        }

        assertThat(faults).as("seed " + seed).isEmpty();
        assertThat(owed).as("what was confirmed").isNotEmpty();
    }

    private static void declare(DurableWarren warren) throws Exception {
        Channel channel = warren.channel(QUEUE);
        channel.exchangeDeclare(
                EXCHANGE, "x-delayed-message", true, false, Map.of("x-delayed-type", "direct"));
        channel.queueBind(QUEUE, EXCHANGE, "key");
    }

    private Thread client(Work work) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        work.run();
                    } catch (Exception ignoredTheBrokerWasKilled) {
                        // that is the test
                    }
                });
    }

    private void publish(Channel channel) throws Exception {
        NavigableMap<Long, Long> unconfirmed = new ConcurrentSkipListMap<>();
        channel.confirmSelect();
        channel.addConfirmListener(
                (tag, isMultiple) -> {
                    var done =
                            isMultiple
                                    ? unconfirmed.headMap(tag, true)
                                    : unconfirmed.subMap(tag, true, tag, true);
                    owed.addAll(done.values());
                    done.clear();
                },
                (tag, _) -> faults.add("nack of " + tag));
        var random = new Random();
        while (channel.isOpen()) {
            if (unconfirmed.size() >= UNCONFIRMED_MAX) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                continue;
            }
            long id = nextId.incrementAndGet();
            // many are due together
            int delay = 1 + random.nextInt(DELAY_MILLIS_MAX) / 100 * 100;
            unconfirmed.put(channel.getNextPublishSeqNo(), id);
            notBefore.put(id, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay - 1));
            channel.basicPublish(
                    EXCHANGE,
                    "key",
                    new AMQP.BasicProperties.Builder()
                            .deliveryMode(2)
                            .headers(Map.of("x-delay", delay))
                            .build(),
                    Bodies.of(id, random.nextInt(2_000)));
        }
    }

    private void consume(Channel channel) throws Exception {
        channel.basicQos(100);
        channel.basicConsume(
                QUEUE,
                false,
                (_, delivery) -> {
                    long now = System.nanoTime();
                    Long id = Bodies.id(delivery.getBody());
                    Long due = notBefore.get(id);
                    if (due == null) {
                        faults.add("a body that nobody published: " + id);
                    } else if (now < due) {
                        faults.add(id + " is early by " + (due - now) + " ns");
                    }
                    seen.add(id);
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                _ -> {});
    }
}
