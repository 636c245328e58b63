package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.QueueHome;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Applies commands at once, keeps bodies in a local store, and confirms persistent messages of
/// durable queues when the log has committed them. Owned by the queue's lane.
///
/// ```
///  publish, ack, credit ...  ->  machine, store         (any number in a turn)
///  end of turn: DELIVER      ->  serve consumers        (once, up to a budget; the rest in a later turn)
///                                expire, make room, bring out the dead
///               COMMIT       ->  log                    (once for the lane)
/// ```
final class LocalHome implements QueueHome {

    /// How much one turn delivers at most, so that other queues of the lane get their share.
    static final int DELIVERIES_MAX = 1024;

    static final long DELIVERED_BYTES_MAX = 1 << 20;

    /// How many messages one turn lets expire or drops.
    static final int DEATHS_MAX = 4096;

    private static final long NOTHING = -1;

    private final Lane lane;
    private final QueueStore store;
    private final TurnCommit commit;
    private final Kept kept;
    private final boolean durable;
    private final QueueCore core;
    private final QueueMachine machine;
    private final Clock clock;
    private final ExpiryAlarm alarm;
    private final Lease lease;
    private final Runnable endTurn = this::endTurn;
    private final Runnable goOn = this::goOn;
    private final Runnable loaded = this::loaded;

    /// Whether the end of this turn serves consumers.
    private boolean isTouched;

    /// Whether the machine knows the time of this turn.
    private boolean isTimed;

    /// Whether a later turn goes on where the budget ended.
    private boolean isGoingOn;

    /// The first ready message while it is being read.
    private long loading = NOTHING;

    LocalHome(Queue queue, QueueParts parts, TurnCommit commit) {
        this.lane = queue.lane();
        this.store = parts.store();
        this.commit = commit;
        this.kept = parts.kept();
        this.durable = queue.identity().durable();
        this.clock = parts.clock();
        this.alarm = new ExpiryAlarm(lane, this::touch);
        this.core = new QueueCore(queue, parts, this::touch, this::bury, this::serveLater);
        this.machine = core.machine();
        this.lease = new Lease(lane, clock, this::expire);
        if (parts.settings().lifetimes().expiresMillis() != null) {
            lane.execute(this::configureLease);
        }
        if (machine.backlog().readyCount() > 0) {
            // what has been kept may have expired meanwhile, or be too much
            lane.later(this::touch);
        }
    }

    @Override
    public boolean isDeleted() {
        return core.isDeleted();
    }

    @Override
    public boolean keeps(Message message) {
        return kept.keeps(message);
    }

    @Override
    public QueueCounters counters() {
        return core.counters();
    }

    @Override
    public void publish(Message message, ConfirmSink sink, long number) {
        boolean isPlain = core.isPlain(message);
        if (!isPlain) {
            tellTime();
        }
        if (isRefused(message)) {
            core.refuse(message);
            sink.refused(number);
            touch();
            return;
        }
        boolean taken = core.append(message, isPlain);
        if (!taken || !kept.keeps(message)) {
            sink.confirmed(number);
        } else {
            commit.confirmWhenDurable(sink, number);
        }
        touch();
    }

    /// A full queue whose consumers wait is served first: what leaves at once does not count.
    private boolean isRefused(Message message) {
        if (!machine.refuses(message.bodyLength())) {
            return false;
        }
        serve();
        return machine.refuses(message.bodyLength());
    }

    @Override
    public CompletionStage<Counts> counts() {
        if (!core.isQuorum()) {
            // whoever declares the queue once more asks this; a quorum queue does not care
            lease.use();
        }
        tellTimeIfKept();
        tidyNow();
        return answer(() -> CompletableFuture.completedFuture(core.counts()));
    }

    @Override
    public CompletionStage<Consumer> consume(
            ConsumerSpec spec, DeliverySink sink, ChannelCredit credit) {
        return answer(() -> CompletableFuture.completedFuture(core.consume(spec, sink, credit)));
    }

    @Override
    public CompletionStage<Void> cancel(Consumer consumer) {
        return answer(() -> core.cancel(consumer));
    }

    @Override
    public CompletionStage<@Nullable Got> get(long session, boolean noAck) {
        tellTimeIfKept();
        lease.use();
        tidyNow();
        return answer(() -> core.get(session, noAck));
    }

    @Override
    public void ack(long sequence) {
        core.ack(sequence);
        touch();
    }

    @Override
    public void ack(long[] sequences, int count) {
        core.ack(sequences, count);
        touch();
    }

    @Override
    public void requeue(long[] sequences, int count) {
        core.requeue(sequences, count);
        touch();
    }

    @Override
    public void fail(long[] sequences, int count) {
        core.fail(sequences, count);
        touch();
    }

    @Override
    public void discard(long[] sequences, int count) {
        core.discard(sequences, count);
        touch();
    }

    @Override
    public CompletionStage<Void> release(long session) {
        return answer(() -> core.release(session));
    }

    @Override
    public CompletionStage<Long> purge() {
        return answer(() -> {
            long count = core.purge();
            return durable && count > 0
                    ? whenDropped(count)
                    : CompletableFuture.completedFuture(count);
        });
    }

    private CompletionStage<Long> whenDropped(long count) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        commit.whenDropped(() -> answer.complete(count));
        return answer;
    }

    @Override
    public CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        return answer(() -> core.delete(ifUnused, ifEmpty));
    }

    @Override
    public void credit(Consumer consumer, long bytes) {
        machine.credit(consumer.number(), bytes);
        touch();
    }

    @Override
    public void grant(Consumer consumer, ChannelCredit from, int deliveries) {
        core.grant(consumer, from, deliveries);
        touch();
    }

    @Override
    public void gate(Consumer consumer, ChannelCredit credit) {
        core.gate(consumer, credit);
        touch();
    }

    @Override
    public CompletionStage<Void> configure(QueueSettings settings) {
        return answer(() -> {
            boolean isLeaseNew = !core.settings().lifetimes().equals(settings.lifetimes());
            core.configure(settings);
            if (isLeaseNew) {
                configureLease();
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    private <T extends @Nullable Object> CompletionStage<T> answer(
            Supplier<CompletionStage<T>> command) {
        touch();
        return Answers.of(command);
    }

    /// The state of the machine.
    Bytes snapshot() {
        return machine.snapshot();
    }

    private void touch() {
        if (!isTouched) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.DELIVER, endTurn);
        }
    }

    private void endTurn() {
        isTouched = false;
        tellTimeIfKept();
        serve();
        if (machine.isUntidy()) {
            tidy();
        }
        if (core.undertaker().hasWork()) {
            core.undertaker().bring();
        }
        if (machine.keepsTime() && !machine.isCrowded()) {
            alarm.arm(
                    machine.backlog().soonestExpiry(),
                    machine.now(),
                    machine.backlog().readyCount());
        }
        isTimed = false;
        lease.turn(machine.consumers() > 0);
        core.showGauges();
    }

    /// What the next turn will deliver is not too much yet.
    private void tidy() {
        long spareMessages = isGoingOn ? DELIVERIES_MAX : 0;
        long spareBytes = isGoingOn ? DELIVERED_BYTES_MAX : 0;
        if (machine.tidy(DEATHS_MAX, spareMessages, spareBytes)) {
            serveLater();
        }
    }

    /// Somebody looks within the turn, and shall not see what would be gone at its end.
    private void tidyNow() {
        if (machine.isUntidy()) {
            serve();
            tidy();
        }
    }

    /// A dead message has been taken over: others may follow it.
    private void bury(long sequence) {
        machine.bury(sequence);
        serveLater();
    }

    private void configureLease() {
        lease.configure(core.settings().lifetimes().expiresMillis());
    }

    /// Nobody has used the queue for long: it goes, and what it holds is no dead letter.
    private void expire() {
        delete(false, false);
    }

    /// One look at the clock is enough for a turn, and what comes and goes in one does not age.
    private void tellTime() {
        if (!isTimed) {
            isTimed = true;
            machine.at(clock.wallMillis());
        }
    }

    private void tellTimeIfKept() {
        if (machine.keepsTime()) {
            tellTime();
        }
    }

    /// Serves consumers until nothing can be served, a body has to be read, or the budget is used
    /// up.
    private void serve() {
        int deliveries = DELIVERIES_MAX;
        long bytes = DELIVERED_BYTES_MAX;
        while (loading == NOTHING && !core.isReading()) {
            long sequence = machine.next();
            if (sequence == QueueMachine.NONE) {
                return;
            }
            if (deliveries-- == 0 || bytes <= 0) {
                serveLater();
                return;
            }
            Message message = store.inMemoryOrNull(sequence);
            if (message == null) {
                loading = sequence;
                store.load(sequence, loaded);
                return;
            }
            bytes -= message.content().length;
            core.deliverNext(message);
        }
    }

    private void serveLater() {
        if (!isGoingOn) {
            isGoingOn = true;
            lane.later(goOn);
        }
    }

    private void goOn() {
        isGoingOn = false;
        touch();
    }

    private void loaded() {
        long sequence = loading;
        loading = NOTHING;
        if (!store.has(sequence)) {
            core.lose(sequence);
        }
        tellTimeIfKept();
        serve();
        touch();
    }
}
