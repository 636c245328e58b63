package dev.warren.engine.transfer;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.MemoryQueueStore;
import dev.warren.engine.topology.QueueSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Durable queues on simulated lanes, one each, whose log answers when the test says so.
final class TransferRig {

    final StepLanes lanes;
    final ByteLedger ledger;
    final LateRouting routing = new LateRouting();
    final List<Queue> queues = new ArrayList<>();
    final List<Transfers> transfers = new ArrayList<>();

    /// Commits that the disk has not done, by lane.
    final List<ArrayDeque<Runnable>> commits = new ArrayList<>();

    /// Is complete unless a test says otherwise.
    static final class LateRouting implements TransferRouting {
        boolean isComplete = true;
        @Nullable Runnable waiting;

        @Override
        public List<Queue> queues(
                String vhost, ShortString exchange, List<ShortString> keys, Message message) {
            return List.of();
        }

        @Override
        public boolean isComplete() {
            return isComplete;
        }

        @Override
        public void whenComplete(Lane lane, Runnable then) {
            waiting = () -> lane.later(then);
        }
    }

    TransferRig(int count, long seed) {
        lanes = new StepLanes(count, seed);
        ledger = new ByteLedger(count);
        for (int i = 0; i < count; i++) {
            int lane = i;
            commits.add(new ArrayDeque<>());
            QueueContext context =
                    new QueueContext(
                            lanes.lane(i),
                            ledger.ofLane(i),
                            (_, _) -> new MemoryQueueStore(lanes.lane(lane), ledger.ofLane(lane)),
                            Shelf.NONE,
                            commits.get(i)::add);
            queues.add(
                    context.create(
                            new QueueIdentity(
                                    i + 1, "/", Letters.name("q" + i), true, false, false),
                            QueueSettings.NONE,
                            DeadLetterOffice.NONE,
                            _ -> CompletableFuture.completedFuture(null)));
            transfers.add(new Transfers(queues.get(i), ledger.ofLane(i), routing));
        }
    }

    /// The disk has done all that it was asked for.
    void commitAll() {
        for (int i = 0; i < commits.size(); i++) {
            ArrayDeque<Runnable> due = commits.get(i);
            while (!due.isEmpty()) {
                lanes.run(i, due.remove());
            }
        }
    }

    void settle() {
        do {
            lanes.runAll();
            commitAll();
        } while (commits.stream().anyMatch(due -> !due.isEmpty()) || lanes.step());
    }

    Message published(int queue, String key, boolean persistent) {
        Message message =
                Letters.message(
                        "", key, BasicProperties.EMPTY.withDeliveryMode(persistent ? 2 : 1));
        lanes.run(
                queue,
                () -> {
                    message.share(1);
                    ledger.ofLane(queue)
                            .add(dev.warren.engine.memory.Holder.QUEUES, message.footprintBytes());
                    queues.get(queue).publish(message, ConfirmSink.NONE, 0);
                });
        return message;
    }

    long ready(int queue) {
        long[] ready = new long[1];
        lanes.run(
                queue,
                () -> queues.get(queue).counts().thenAccept(counts -> ready[0] = counts.ready()));
        return ready[0];
    }

    Got got(int queue, boolean noAck) {
        Got[] got = new Got[1];
        lanes.run(queue, () -> queues.get(queue).get(1, noAck).thenAccept(found -> got[0] = found));
        return got[0];
    }

    record FixedParcel(Message original, List<Queue> targets) implements Parcel {
        @Override
        public Message content() {
            return original.again();
        }
    }
}
