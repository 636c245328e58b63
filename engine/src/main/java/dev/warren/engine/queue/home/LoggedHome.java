package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.QueueHome;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.TakeBacks;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.machine.Subscription;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.QueueSettings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends every command through a log and applies it when it comes back committed, so that the same
/// log gives the same queue elsewhere. Owned by the queue's lane.
///
/// What is committed is as safe as this home promises: a message is confirmed when it is applied.
/// Serving consumers is a command as well, one at a time. A command is applied to whatever the
/// queue has become meanwhile.
final class LoggedHome implements QueueHome {

    private final CommandLog log;
    private final QueueCore core;
    private final QueueMachine machine;
    private final Clock clock;
    private final TurnEnd turnEnd;
    private final ExpiryAlarm alarm;
    private final TickTimer ticks;
    private final Lease lease;

    /// The time of the latest command: it never goes back, whoever sets the clock.
    private long latestMillis = Long.MIN_VALUE;

    /// Whether a command to serve is under way.
    private boolean isServing;

    /// Whether a command to tidy is under way.
    private boolean isTidying;

    LoggedHome(Queue queue, QueueParts parts, CommandLog log) {
        this.log = log;
        this.clock = parts.clock();
        this.turnEnd = new TurnEnd(queue.lane(), this::endTurn);
        this.alarm = new ExpiryAlarm(queue.lane(), this::tidy);
        this.ticks = new TickTimer(queue.lane(), this::tick);
        this.core =
                new QueueCore(
                        queue,
                        parts,
                        turnEnd::touch,
                        this::bury,
                        turnEnd::touchLater,
                        Long.MAX_VALUE);
        this.machine = core.machine();
        this.lease = new Lease(queue.lane(), clock, this::expire);
        if (parts.settings().lifetimes().expiresMillis() != null) {
            queue.lane().execute(this::configureLease);
        }
    }

    @Override
    public boolean isDeleted() {
        return core.isDeleted();
    }

    @Override
    public boolean keeps(Message message) {
        return true;
    }

    @Override
    public QueueCounters counters() {
        return core.counters();
    }

    @Override
    public void publish(Message message, ConfirmSink sink, long number) {
        if (core.intake().delays()) {
            core.intake().delay(message, sink, number);
        } else {
            admit(message, sink, number);
        }
    }

    /// What waits is in a local queue, whose messages come here when it is their time.
    @Override
    public void admit(Message message, ConfirmSink sink, long number) {
        List<KeyMark> keys = core.intake().keysOf(message, commandMillis());
        propose(
                new Command.Append(message, keys),
                () -> {
                    if (core.intake().isDuplicate(message, keys)) {
                        sink.confirmed(number);
                    } else if (machine.refuses(message.bodyLength())) {
                        core.intake().refuse(message);
                        sink.refused(number);
                    } else {
                        core.intake().append(message, core.intake().isPlain(message), keys);
                        sink.confirmed(number);
                    }
                });
    }

    private void bury(long sequence) {
        propose(new Command.Bury(sequence), () -> machine.bury(sequence));
    }

    private void configureLease() {
        lease.configure(core.settings().lifetimes().expiresMillis());
    }

    /// Nobody has used the queue for long: it goes, unless somebody consumes by the time that the
    /// log says so.
    private void expire() {
        delete(true, false)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        configureLease();
                    }
                });
    }

    private void tick(int millis) {
        propose(new Command.Tick(millis), () -> machine.tick(millis));
    }

    private void tidy() {
        if (!isTidying) {
            isTidying = true;
            propose(
                    new Command.Tidy(LocalService.DEATHS_MAX),
                    () -> {
                        isTidying = false;
                        machine.tidy(LocalService.DEATHS_MAX, 0, 0);
                    });
        }
    }

    @Override
    public void use() {
        propose(new Command.Count(), this::used);
    }

    /// A quorum queue does not care who declares it.
    private void used() {
        if (!core.isQuorum()) {
            lease.use();
        }
    }

    /// Goes through the log, so that it counts what was published before.
    @Override
    public CompletionStage<Counts> counts() {
        return askServed(
                new Command.Count(),
                () -> {
                    used();
                    return CompletableFuture.completedFuture(core.counts());
                });
    }

    @Override
    public CompletionStage<Consumer> consume(
            ConsumerSpec spec, DeliverySink sink, ChannelCredit credit) {
        return askServed(
                new Command.Subscribe(Subscription.of(spec, credit.isLimited())),
                () -> CompletableFuture.completedFuture(core.consume(spec, sink, credit)));
    }

    @Override
    public CompletionStage<Void> cancel(Consumer consumer) {
        return askServed(new Command.Cancel(consumer.number()), () -> core.cancel(consumer));
    }

    @Override
    public CompletionStage<@Nullable Got> get(long session, boolean noAck, TakeBacks sink) {
        return askServed(
                new Command.Get(session, noAck),
                () -> {
                    lease.use();
                    return core.get(session, noAck, sink);
                });
    }

    @Override
    public void ack(long sequence) {
        propose(new Command.Settle(Settlement.ACK, List.of(sequence)), () -> core.ack(sequence));
    }

    @Override
    public void settle(Settlement how, long[] sequences, int count) {
        long[] copy = Arrays.copyOf(sequences, count);
        List<Long> all = Arrays.stream(copy).boxed().toList();
        if (how.givesBack()) {
            serveFirst();
        }
        propose(new Command.Settle(how, all), () -> core.settle(how, copy, count));
    }

    @Override
    public void renew(long[] sequences) {
        List<Long> all = Arrays.stream(sequences).boxed().toList();
        propose(new Command.Renew(all), () -> all.forEach(machine::renew));
    }

    @Override
    public CompletionStage<Void> release(long session) {
        return ask(new Command.Release(session), () -> core.release(session));
    }

    /// Sees what has been applied here.
    @Override
    public CompletionStage<Seen> browse(Look look) {
        return Answers.of(() -> core.browse(look));
    }

    @Override
    public CompletionStage<List<Long>> remove(List<Long> sequences) {
        return askServed(
                new Command.Remove(sequences),
                () -> CompletableFuture.completedFuture(core.remove(sequences)));
    }

    @Override
    public CompletionStage<Long> purge() {
        return askServed(
                new Command.Purge(), () -> CompletableFuture.completedFuture(core.purge()));
    }

    @Override
    public CompletionStage<Long> delete(boolean ifUnused, boolean ifEmpty) {
        return askServed(
                new Command.Delete(ifUnused, ifEmpty), () -> core.delete(ifUnused, ifEmpty));
    }

    @Override
    public void credit(Consumer consumer, long bytes) {
        propose(
                new Command.Credit(consumer.number(), bytes),
                () -> machine.credit(consumer.number(), bytes));
    }

    @Override
    public void grant(Consumer consumer, ChannelCredit from, int deliveries) {
        propose(
                new Command.Grant(consumer.number(), deliveries),
                () -> core.grant(consumer, from, deliveries));
    }

    @Override
    public void gate(Consumer consumer, ChannelCredit credit) {
        propose(
                new Command.Gate(consumer.number(), credit.isLimited()),
                () -> core.gate(consumer, credit));
    }

    @Override
    public <T> CompletionStage<T> waiting(Function<Waiting, CompletionStage<T>> question) {
        throw new IllegalStateException("messages that wait go through no log of commands");
    }

    @Override
    public CompletionStage<Void> configure(QueueSettings settings) {
        return ask(
                new Command.Configure(Rules.of(settings)),
                () -> {
                    boolean isLeaseNew = !core.settings().lifetimes().equals(settings.lifetimes());
                    core.configure(settings);
                    if (isLeaseNew) {
                        configureLease();
                    }
                    return CompletableFuture.completedFuture(null);
                });
    }

    private void propose(Command command, Runnable apply) {
        long millis = commandMillis();
        log.propose(
                CommandCodec.encode(millis, command),
                () -> {
                    machine.at(millis);
                    apply.run();
                    turnEnd.touch();
                });
    }

    /// What time a command takes along: the machine will have it when it is applied, for that does
    /// not go back either.
    private long commandMillis() {
        latestMillis = Math.max(latestMillis, Math.max(machine.now(), clock.wallMillis()));
        return latestMillis;
    }

    private <T extends @Nullable Object> CompletionStage<T> ask(
            Command command, Supplier<CompletionStage<T>> apply) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        propose(command, () -> Answers.forward(apply, answer));
        return answer;
    }

    /// The same behind what was published before: that goes to the consumers first.
    private <T extends @Nullable Object> CompletionStage<T> askServed(
            Command command, Supplier<CompletionStage<T>> apply) {
        serveFirst();
        return ask(command, apply);
    }

    private void serveFirst() {
        propose(new Command.Serve(LocalService.DELIVERIES_MAX), this::deliver);
    }

    /// The state of the machine.
    Bytes snapshot() {
        return machine.snapshot();
    }

    private void endTurn() {
        if (!isServing && !core.isReading() && machine.hasWork()) {
            isServing = true;
            propose(new Command.Serve(LocalService.DELIVERIES_MAX), this::serve);
        }
        if (machine.isUntidy() && !isServing) {
            tidy();
        }
        if (core.undertaker().hasWork()) {
            core.undertaker().bring();
        }
        if (machine.keepsTime() && !machine.isCrowded() && !isTidying) {
            alarm.arm(machine.backlog().soonestExpiry(), clock.wallMillis());
        }
        ticks.arm(machine.tickMillis());
        lease.turn(machine.consumers() > 0);
        core.showGauges();
    }

    private void serve() {
        isServing = false;
        deliver();
    }

    private void deliver() {
        for (int i = 0;
                i < LocalService.DELIVERIES_MAX && machine.next() != QueueMachine.NONE;
                i++) {
            core.deliverNext(null);
        }
    }
}
