package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Publishers say everything more than once while the broker is killed with `kill -9`, and
/// consumers take it away: of each key one copy comes, whatever was repeated and when. Every second
/// kill comes right upon a confirm. `-Dconformance.kills=` sets how often; 5 times without.
@Timeout(300)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class DuplicatesUnderKillsIT {

    private static final int KILLS = Integer.getInteger("conformance.kills", 5);

    /// How many answers each publisher has had before a kill, at least.
    private static final int CONFIRMS_MIN = 20;

    private static final int MORE_MILLIS_MAX = 600;
    private static final int PREFETCH = 50;

    private final AnswerTrap trap = new AnswerTrap();
    private final Map<Window, Repeats> repeats = new EnumMap<>(Window.class);

    @Test
    void ofEachKeyOneCopyComes() throws Exception {
        long seed = Long.getLong("conformance.seed", System.nanoTime());
        var random = new Random(seed);
        try (var warren = DurableWarren.start()) {
            Channel channel = warren.channel();
            for (Window window : Window.values()) {
                window.declare(channel);
                repeats.put(window, new Repeats(window.mayDoubleInACrash()));
            }
            for (int life = 0; life < KILLS; life++) {
                liveAndBeKilled(warren, life, random);
                warren.process().startAgain();
            }
            for (Window window : Window.values()) {
                runToTheEnd(warren, window);
            }
        }

        repeats.forEach((window, of) -> {
            assertThat(of.faults()).as(window + ", seed " + seed).isEmpty();
            assertThat(of.confirmedCount()).isGreaterThan(KILLS);
        });
    }

    private void liveAndBeKilled(DurableWarren warren, int life, Random random) throws Exception {
        List<Thread> clients = new ArrayList<>();
        Queue<RepeatingPublisher> publishers = new ConcurrentLinkedQueue<>();
        for (Window window : Window.values()) {
            Repeats of = repeatsOf(window);
            Life publishing =
                    channel -> {
                        var publisher = new RepeatingPublisher(channel, window, of, life, trap);
                        publishers.add(publisher);
                        publisher.run();
                    };
            clients.add(Life.start(warren, publishing, of::fault));
            clients.add(Life.start(warren, publishing, of::fault));
            if (random.nextInt(3) > 0) {
                clients.add(
                        Life.start(warren, channel -> consume(channel, window, life), of::fault));
            }
        }
        awaitConfirms(publishers, Window.values().length * 2);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MORE_MILLIS_MAX)));
        if (life % 2 == 0) {
            trap.set(Answer.CONFIRM, warren.process()::kill);
            warren.process().awaitEnd();
        } else {
            warren.process().kill();
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private Repeats repeatsOf(Window window) {
        return Objects.requireNonNull(repeats.get(window));
    }

    private static void awaitConfirms(Collection<RepeatingPublisher> publishers, int count) {
        Awaitility.await("load")
                .atMost(DurableWarren.PATIENCE)
                .until(() ->
                        publishers.size() == count
                                && publishers.stream()
                                        .allMatch(each -> each.confirms() >= CONFIRMS_MIN));
    }

    private void consume(Channel channel, Window window, int life) throws Exception {
        Repeats of = repeatsOf(window);
        channel.basicQos(PREFETCH);
        channel.basicConsume(
                window.queue(),
                false,
                (_, delivery) -> {
                    var envelope = delivery.getEnvelope();
                    of.saw(delivery.getBody(), life, envelope.isRedeliver());
                    channel.basicAck(envelope.getDeliveryTag(), false);
                },
                _ -> {});
    }

    /// All is repeated once more, and what is there is taken out.
    private void runToTheEnd(DurableWarren warren, Window window) throws Exception {
        Repeats of = repeatsOf(window);
        var publisher = new RepeatingPublisher(warren.channel(), window, of, KILLS, trap);
        long last = publisher.runToTheEnd();
        var isEmpty = new CountDownLatch(1);
        warren.channel()
                .basicConsume(
                        window.queue(),
                        true,
                        (_, delivery) -> {
                            boolean isRedelivered = delivery.getEnvelope().isRedeliver();
                            if (of.saw(delivery.getBody(), KILLS, isRedelivered) == last) {
                                isEmpty.countDown();
                            }
                        },
                        _ -> {});
        assertThat(isEmpty.await(DurableWarren.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the end of %s", window.queue())
                .isTrue();
    }
}
