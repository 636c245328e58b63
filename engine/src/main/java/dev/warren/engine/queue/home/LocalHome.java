package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.QueueHome;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.TakeBacks;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.QueueSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Applies commands at once, keeps bodies in a local store, and confirms persistent messages of
/// durable queues when the log has committed them. Owned by the queue's lane.
///
/// ```
///  publish, ack, credit ...  ->  machine, store         (any number in a turn)
///  get, cancel, requeue ...  ->  serve consumers first  (what came before is theirs)
///  end of turn: DELIVER      ->  serve consumers        (once, up to a budget; the rest in a later turn)
///                                expire, make room, bring out the dead
///               COMMIT       ->  log                    (once for the lane)
/// ```
final class LocalHome implements QueueHome {

    private final TurnCommit commit;
    private final Kept kept;
    private final boolean durable;
    private final QueueStore store;
    private final QueueCore core;
    private final QueueMachine machine;
    private final TurnEnd turnEnd;
    private final TurnTime time;
    private final LocalService service;
    private final ExpiryAlarm alarm;
    private final Lease lease;
    private final KeySweep keySweep;
    private final TickTimer ticks;

    LocalHome(Queue queue, QueueParts parts, TurnCommit commit) {
        Lane lane = queue.lane();
        this.commit = commit;
        this.kept = parts.kept();
        this.durable = queue.identity().durable();
        this.store = parts.store();
        this.turnEnd = new TurnEnd(lane, this::endTurn);
        this.alarm = new ExpiryAlarm(lane, turnEnd::touch);
        this.core =
                new QueueCore(
                        queue,
                        parts,
                        turnEnd::touch,
                        this::bury,
                        this::goOnLater,
                        NodeKeyRoom.BYTES_MAX);
        this.machine = core.machine();
        this.time = new TurnTime(parts.clock(), machine);
        this.service = new LocalService(lane, parts.store(), core, time, turnEnd);
        this.keySweep = new KeySweep(lane, machine, time, turnEnd);
        this.lease = new Lease(lane, parts.clock(), this::expire);
        this.ticks = new TickTimer(lane, this::tick);
        if (parts.settings().lifetimes().expiresMillis() != null) {
            lane.execute(this::configureLease);
        }
        if (machine.backlog().readyCount() > 0 || machine.keys().areHeld()) {
            // what has been kept may have expired meanwhile, or be too much
            turnEnd.touchLater();
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
        boolean isPlain = core.intake().isPlain(message);
        if (core.intake().isHolding()) {
            time.tellAnew();
        } else if (!isPlain) {
            time.tell();
            if (core.intake().delays()) {
                core.intake().delay(message, sink, number);
                return;
            }
        }
        admit(message, isPlain, sink, number);
    }

    @Override
    public void admit(Message message, ConfirmSink sink, long number) {
        time.tell();
        admit(message, false, sink, number);
    }

    private void admit(Message message, boolean isPlain, ConfirmSink sink, long number) {
        List<KeyMark> keys = isPlain ? List.of() : core.intake().keysOf(message, machine.now());
        if (core.intake().isDuplicate(message, keys)) {
            confirmDuplicate(sink, number);
            return;
        }
        if (isRefused(message)) {
            core.intake().refuse(message);
            sink.refused(number);
            turnEnd.touch();
            return;
        }
        confirm(message, core.intake().append(message, isPlain, keys), sink, number);
    }

    @Override
    public void hold(Message message, long millis, ConfirmSink sink, long number) {
        time.tell();
        List<KeyMark> keys = core.intake().keysOf(message, machine.now());
        if (core.intake().isDuplicate(message, keys)) {
            confirmDuplicate(sink, number);
        } else {
            confirm(message, core.intake().hold(message, millis, keys), sink, number);
        }
    }

    private void confirm(Message message, boolean taken, ConfirmSink sink, long number) {
        if (!taken || !kept.keeps(message)) {
            sink.confirmed(number);
        } else {
            commit.confirmWhenDurable(sink, number);
        }
        turnEnd.touch();
    }

    /// When the log has what came before it, the first one with the same key among that.
    private void confirmDuplicate(ConfirmSink sink, long number) {
        turnEnd.touch();
        if (kept == Kept.NOTHING) {
            sink.confirmed(number);
        } else {
            commit.confirmWhenDurable(sink, number);
        }
    }

    /// A full queue whose consumers wait is served first: what leaves at once does not count.
    private boolean isRefused(Message message) {
        if (!machine.refuses(message.bodyLength())) {
            return false;
        }
        service.serve();
        return machine.refuses(message.bodyLength());
    }

    /// A quorum queue does not care who declares it.
    @Override
    public void use() {
        if (!core.isQuorum()) {
            lease.use();
        }
    }

    @Override
    public CompletionStage<Counts> counts() {
        use();
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
    public CompletionStage<@Nullable Got> get(long session, boolean noAck, TakeBacks sink) {
        lease.use();
        return answer(() -> core.get(session, noAck, sink));
    }

    @Override
    public void ack(long sequence) {
        core.ack(sequence);
        turnEnd.touch();
    }

    @Override
    public void settle(Settlement how, long[] sequences, int count) {
        if (how.givesBack()) {
            catchUp();
        }
        core.settle(how, sequences, count);
        turnEnd.touch();
    }

    @Override
    public void renew(long[] sequences) {
        for (long sequence : sequences) {
            machine.renew(sequence);
        }
        turnEnd.touch();
    }

    /// Its consumers get nothing more: nobody would send it to the client.
    @Override
    public CompletionStage<Void> release(long session) {
        turnEnd.touch();
        return Answers.of(() -> core.release(session));
    }

    /// The queue forgets at once, the store in slices: answered when the disk knows of all.
    @Override
    public CompletionStage<Long> purge() {
        return answer(() -> {
            long count = core.purge();
            CompletableFuture<Void> forgotten = new CompletableFuture<>();
            store.whenForgotten(() -> forgotten.complete(null));
            boolean isDone = count == 0 && forgotten.isDone();
            return durable && !isDone
                    ? forgotten.thenCompose(_ -> whenDropped(count))
                    : forgotten.thenApply(_ -> count);
        });
    }

    private <T> CompletionStage<T> whenDropped(T outcome) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        commit.whenDropped(() -> answer.complete(outcome));
        return answer;
    }

    @Override
    public CompletionStage<Seen> browse(Look look) {
        return answer(() -> core.browse(look));
    }

    @Override
    public CompletionStage<List<Long>> remove(List<Long> sequences) {
        return answer(() -> {
            List<Long> removed = core.remove(sequences);
            return durable && !removed.isEmpty()
                    ? whenDropped(removed)
                    : CompletableFuture.completedFuture(removed);
        });
    }

    @Override
    public CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        return answer(() -> core.delete(ifUnused, ifEmpty));
    }

    @Override
    public void credit(Consumer consumer, long bytes) {
        machine.credit(consumer.number(), bytes);
        turnEnd.touch();
    }

    @Override
    public void grant(Consumer consumer, ChannelCredit from, int deliveries) {
        core.grant(consumer, from, deliveries);
        turnEnd.touch();
    }

    @Override
    public void gate(Consumer consumer, ChannelCredit credit) {
        core.gate(consumer, credit);
        turnEnd.touch();
    }

    @Override
    public <T> CompletionStage<T> waiting(Function<Waiting, CompletionStage<T>> question) {
        return answer(() -> question.apply(core.waiting()));
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
        catchUp();
        turnEnd.touch();
        return Answers.of(command);
    }

    /// The state of the machine.
    Bytes snapshot() {
        return machine.snapshot();
    }

    private void endTurn() {
        time.tellIfKept();
        service.serve();
        if (machine.isUntidy()) {
            service.tidy();
        }
        if (core.undertaker().hasWork()) {
            core.undertaker().bring();
        }
        if (machine.keepsTime() && !machine.isCrowded()) {
            alarm.arm(machine.backlog().soonestExpiry(), time.wallMillis());
        }
        if (machine.keys().areHeld()) {
            keySweep.turn();
        }
        ticks.arm(machine.tickMillis());
        time.endTurn();
        lease.turn(machine.consumers() > 0);
        core.showGauges();
    }

    private void tick(int millis) {
        machine.tick(millis);
        turnEnd.touch();
    }

    /// What came earlier in the turn goes to the consumers that have room for it, and what is too
    /// old goes, as if each command were carried out to its end: a client that publishes and then
    /// fetches, cancels or deletes finds nothing that a consumer of its own waited for.
    private void catchUp() {
        time.tellIfKept();
        service.serveAll();
        if (machine.isUntidy()) {
            service.tidy();
        }
    }

    /// A dead message has been taken over: others may follow it.
    private void bury(long sequence) {
        machine.bury(sequence);
        goOnLater();
    }

    private void goOnLater() {
        service.goOnLater();
    }

    private void configureLease() {
        lease.configure(core.settings().lifetimes().expiresMillis());
    }

    /// Nobody has used the queue for long: it goes, and what it holds is no dead letter.
    private void expire() {
        delete(false, false);
    }
}
