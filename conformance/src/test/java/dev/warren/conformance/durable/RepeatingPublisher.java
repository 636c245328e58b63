package dev.warren.conformance.durable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/// Publishes everything more than once: a part of it at once, a part later, and whatever has no
/// confirm after each start of the broker. Owned by one thread, in one life of the broker.
final class RepeatingPublisher {

    private static final int UNCONFIRMED_MAX = 200;

    /// Then it only repeats.
    private static final int NEW_KEYS_MAX = 800;

    /// Of what was confirmed in earlier lives.
    private static final int REPEATED_AT_START = 300;

    private static final int BODY_BYTES_MAX = 300;
    private static final int DELAY_MILLIS_MAX = 200;

    private final Channel channel;
    private final Window window;
    private final Repeats repeats;
    private final int life;
    private final AnswerTrap trap;
    private final NavigableMap<Long, Long> unconfirmed = new ConcurrentSkipListMap<>();
    private final AtomicInteger confirms = new AtomicInteger();
    private final Random random = new Random();
    private int newKeys;

    RepeatingPublisher(Channel channel, Window window, Repeats repeats, int life, AnswerTrap trap)
            throws IOException {
        this.channel = channel;
        this.window = window;
        this.repeats = repeats;
        this.life = life;
        this.trap = trap;
        channel.confirmSelect();
        channel.addConfirmListener(this::confirmed, (tag, _) -> repeats.fault("nack of " + tag));
    }

    private void confirmed(long tag, boolean isMultiple) {
        var done =
                isMultiple
                        ? unconfirmed.headMap(tag, true)
                        : unconfirmed.subMap(tag, true, tag, true);
        done.values().forEach(id -> repeats.confirmed(id, life));
        done.clear();
        confirms.incrementAndGet();
        trap.heard(Answer.CONFIRM);
    }

    /// How often the broker has answered so far. Any thread.
    int confirms() {
        return confirms.get();
    }

    /// Until the connection breaks.
    void run() throws IOException {
        repeatOld();
        while (channel.isOpen()) {
            if (newKeys < NEW_KEYS_MAX && random.nextInt(3) > 0) {
                newKeys++;
                long key = repeats.first(life);
                publish(key, key, delay());
                if (random.nextBoolean()) {
                    again(key);
                }
            } else if (newKeys > 0) {
                again(repeats.anyKey(random));
            }
        }
    }

    private void repeatOld() throws IOException {
        int left = REPEATED_AT_START;
        for (long key : repeats.keys().reversed()) {
            if (!repeats.isConfirmed(key) || left-- > 0) {
                again(key);
            }
        }
    }

    /// Every key there is once more, and then one that is new and comes last. Returns its id when
    /// all is confirmed.
    long runToTheEnd() throws IOException {
        for (long key : repeats.keys()) {
            again(key);
        }
        long last = repeats.first(life);
        publish(last, last, DELAY_MILLIS_MAX + 1);
        Awaitility.await("the last confirms")
                .atMost(DurableWarren.PATIENCE)
                .until(unconfirmed::isEmpty);
        return last;
    }

    private void again(long key) throws IOException {
        publish(repeats.again(key, life), key, delay());
    }

    private int delay() {
        return 1 + random.nextInt(DELAY_MILLIS_MAX);
    }

    private void publish(long id, long key, int delayMillis) throws IOException {
        while (unconfirmed.size() >= UNCONFIRMED_MAX && channel.isOpen()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        unconfirmed.put(channel.getNextPublishSeqNo(), id);
        channel.basicPublish(
                window.exchange(),
                window.queue(),
                new AMQP.BasicProperties.Builder()
                        .deliveryMode(2)
                        .messageId("key-" + key)
                        .headers(Map.of("x-delay", delayMillis))
                        .build(),
                Bodies.of(id, random.nextInt(BODY_BYTES_MAX)));
    }
}
