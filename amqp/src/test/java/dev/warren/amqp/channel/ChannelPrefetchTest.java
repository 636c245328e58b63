package dev.warren.amqp.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Queue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The channel is on lane 0, its queues on lane 1.
final class ChannelPrefetchTest {

    /// What a consumer has been handed and not settled.
    private static final class Client implements DeliverySink {
        private final Lane channelLane;
        private final ChannelPrefetch prefetch;
        final Queue queue;
        final ArrayDeque<Long> unacked = new ArrayDeque<>();
        int received;

        Client(Lane channelLane, ChannelPrefetch prefetch, Queue queue) {
            this.channelLane = channelLane;
            this.prefetch = prefetch;
            this.queue = queue;
        }

        @Override
        public void deliver(Consumer to, long sequence, Message message, boolean redelivered) {
            channelLane.execute(() -> {
                received++;
                if (!to.isNoAck()) {
                    prefetch.delivered();
                    unacked.add(sequence);
                }
            });
        }

        @Override
        public void cancelled(Consumer by) {}
    }

    private StepLanes lanes = new StepLanes(2, 1);
    private TestQueues queues = new TestQueues(lanes.lane(1));

    @Test
    void grantsUpToTheLimitOverAllQueues() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 3, 0);
        Client a = consume(prefetch, "a", false);
        Client b = consume(prefetch, "b", false);

        publish(a.queue, 5);
        publish(b.queue, 5);

        assertThat(a.received + b.received).isEqualTo(3);
    }

    @Test
    void settlingMakesRoomForAsMany() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 3, 0);
        Client a = consume(prefetch, "a", false);
        publish(a.queue, 10);

        settle(prefetch, a, 2);

        assertThat(a.received).isEqualTo(5);
    }

    @Test
    void whatWasUnackedBeforeCounts() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 3, 3);
        Client a = consume(prefetch, "a", false);

        publish(a.queue, 5);

        assertThat(a.received).isZero();
    }

    @Test
    void higherLimitServesWhoWaits() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 1, 0);
        Client a = consume(prefetch, "a", false);
        publish(a.queue, 5);

        run(() -> prefetch.setLimit(4));

        assertThat(a.received).isEqualTo(4);
    }

    @Test
    void lowerLimitHoldsUntilEnoughIsSettled() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 4, 0);
        Client a = consume(prefetch, "a", false);
        publish(a.queue, 10);
        run(() -> prefetch.setLimit(2));

        settle(prefetch, a, 2);
        assertThat(a.received).isEqualTo(4);

        settle(prefetch, a, 1);
        assertThat(a.received).isEqualTo(5);
    }

    @Test
    void fullChannelStopsConsumersThatDoNotAcknowledge() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 1, 1);
        Client free = consume(prefetch, "a", true);

        publish(free.queue, 5);
        assertThat(free.received).isZero();

        run(() -> prefetch.settled(1));
        assertThat(free.received).isEqualTo(5);
    }

    @Test
    void consumersThatDoNotAcknowledgeFillNoChannel() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 1, 0);
        Client free = consume(prefetch, "a", true);
        publish(free.queue, 200);
        Client a = consume(prefetch, "b", false);

        publish(a.queue, 2);

        assertThat(free.received).isEqualTo(200);
        assertThat(a.received).isEqualTo(1);
    }

    @Test
    void grantThatIsNotUsedServesTheNext() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 1, 0);
        Client a = consume(prefetch, "a", false);
        publish(a.queue, 1);
        settle(prefetch, a, 1);
        Client b = consume(prefetch, "b", false);

        publish(b.queue, 1);

        assertThat(b.received).isEqualTo(1);
    }

    @Test
    void whoHasLeftIsNotServed() {
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), 1, 1);
        Queue queue = queues.queue("a");
        Client gone = new Client(lanes.lane(0), prefetch, queue);
        Consumer consumer = consume(gone, "gone", false);
        publish(queue, 1);
        Client waits = consume(prefetch, "b", false);
        publish(waits.queue, 1);

        run(() -> queue.cancel(consumer));
        run(() -> prefetch.forget(consumer));
        run(() -> prefetch.settled(1));

        assertThat(gone.received).isZero();
        assertThat(waits.received).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nobodyStarvesAndTheLimitHolds(long seed) {
        lanes = new StepLanes(2, seed);
        queues = new TestQueues(lanes.lane(1));
        Random random = new Random(seed);
        int limit = 1 + random.nextInt(5);
        ChannelPrefetch prefetch = new ChannelPrefetch(lanes.lane(0), limit, 0);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(consume(prefetch, "c" + i, i == 3));
        }
        int[] published = new int[clients.size()];

        for (int step = 0; step < 300; step++) {
            int which = random.nextInt(clients.size());
            int count = random.nextInt(5);
            published[which] += count;
            publishSoon(clients.get(which).queue, count);
            for (int i = random.nextInt(10); i > 0; i--) {
                lanes.step();
            }
            assertThat(unacked(clients)).as("seed %d", seed).isLessThanOrEqualTo(limit);
            Client settles = clients.get(random.nextInt(3));
            settleSoon(prefetch, settles, random.nextInt(settles.unacked.size() + 1));
        }
        lanes.runAll();
        while (unacked(clients) > 0) {
            clients.forEach(client -> settle(prefetch, client, client.unacked.size()));
        }

        assertThat(clients.stream().mapToInt(client -> client.received).toArray())
                .as("seed %d", seed)
                .isEqualTo(published);
    }

    private static int unacked(List<Client> clients) {
        return clients.stream().mapToInt(client -> client.unacked.size()).sum();
    }

    private Client consume(ChannelPrefetch prefetch, String name, boolean noAck) {
        Client client = new Client(lanes.lane(0), prefetch, queues.queue(name));
        consume(client, name, noAck);
        return client;
    }

    private Consumer consume(Client client, String tag, boolean noAck) {
        ConsumerSpec spec =
                new ConsumerSpec(
                        1,
                        ShortString.of(tag),
                        ConsumerLimits.ofPrefetch(0),
                        noAck,
                        false,
                        FieldTable.EMPTY);
        List<Consumer> accepted = new ArrayList<>();
        run(() -> client.queue.consume(spec, client, client.prefetch).thenAccept(accepted::add));
        return accepted.getFirst();
    }

    private void settle(ChannelPrefetch prefetch, Client client, int count) {
        settleSoon(prefetch, client, count);
        lanes.runAll();
    }

    private void settleSoon(ChannelPrefetch prefetch, Client client, int count) {
        if (count > 0) {
            lanes.run(
                    0,
                    () -> {
                        for (int i = 0; i < count; i++) {
                            client.queue.ack(client.unacked.remove());
                        }
                        prefetch.settled(count);
                    });
        }
    }

    private void publish(Queue queue, int count) {
        publishSoon(queue, count);
        lanes.runAll();
    }

    private void publishSoon(Queue queue, int count) {
        lanes.run(
                0,
                () -> {
                    for (int i = 0; i < count; i++) {
                        queue.publish(TestQueues.message(1), ConfirmSink.NONE, 0);
                    }
                });
    }

    private void run(Runnable task) {
        lanes.run(0, task);
        lanes.runAll();
    }
}
