package dev.warren.engine.queue.machine;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.Setback;
import java.util.List;
import java.util.Set;

/// What one queue does: order, credit, redelivery, counts. A deterministic state machine that knows
/// sequences, sizes and consumers; the same commands in the same order give the same state and the
/// same effects. Owned by the queue's home.
///
/// ```
///            append            next + deliver / get
///   (new) ----------> ready -------------------------> unacked ----> settled
///                      | |  ^                           |  |   settle
///                purge | |  +---------------------------+  | discard
///                      v | tidy    requeue, release        v
///                 (gone) +----------------------------> dying ----> (gone)
///                                                             bury
/// ```
///
/// Commands about sequences and consumers that are no more do nothing, for they may have been under
/// way when these went; so do all commands once it is deleted.
public final class QueueMachine {

    /// Answers for "none" of sequences and consumers.
    public static final int NONE = -1;

    final boolean autoDelete;
    final Backlog backlog = new Backlog();
    final Deaths deaths;
    private final MachineKeys keys;
    private final Entrance entrance;
    final Takers takers = new Takers();
    final Line line;
    private final Succession succession;
    final Patience patience;
    private final Service service;
    private final Held held;
    private final Effects effects;

    boolean deleted;

    public QueueMachine(boolean autoDelete, Effects effects) {
        this.autoDelete = autoDelete;
        this.effects = effects;
        this.deaths = new Deaths(backlog, effects);
        this.keys = new MachineKeys(backlog, deaths);
        this.entrance = new Entrance(backlog, deaths, keys);
        this.line = new Line(effects);
        this.succession = new Succession(takers, line, deaths);
        this.patience = new Patience(backlog, takers, deaths);
        this.service = new Service(backlog, deaths, takers, line, patience, effects);
        this.held = new Held(backlog, deaths, takers, line, succession, patience, effects);
    }

    /// A machine that goes on where the other was when it wrote the snapshot.
    public static QueueMachine restore(Bytes snapshot, Effects effects) {
        return MachineSnapshot.read(snapshot, effects);
    }

    /// Equal states give equal snapshots.
    public Bytes snapshot() {
        return MachineSnapshot.write(this);
    }

    public Rules rules() {
        return deaths.rules();
    }

    /// Other rules apply from now on. Whether there are priorities, and how many, never changes.
    public void configure(Rules rules) {
        deaths.configure(rules);
        if (rules.serving().levels() > 0 && !backlog.order().hasLevels()) {
            backlog.order().useLevels();
        }
        if (rules.serving().isQuorum()) {
            backlog.order().useReturns();
        }
        patience.measure();
    }

    /// What time it is, in milliseconds of the wall clock. To be said before commands in which time
    /// matters: those of a queue that [#keepsTime].
    public void at(long millis) {
        deaths.at(millis);
    }

    /// What [#at] said last.
    public long now() {
        return deaths.now();
    }

    /// Whether it holds messages that expire.
    public boolean keepsTime() {
        return backlog.soonestExpiry() != Deadlines.NEVER;
    }

    /// When the next ready message expires, in milliseconds of the wall clock; `Long.MAX_VALUE` if
    /// none does.
    public long nextExpiry() {
        return deaths.nextExpiry();
    }

    /// Names ready messages that expire, in the order in which they will: so many at most, from
    /// behind the one that expires then and has that sequence. Looks at all that expire.
    public void expiring(long afterMillis, long afterSequence, int max, ExpirySink sink) {
        new ExpiringPage(afterMillis, afterSequence, max).read(backlog, sink);
    }

    /// Whether so many messages are dying that no others can die of age or number.
    public boolean isCrowded() {
        return deaths.isCrowded();
    }

    public boolean isDeleted() {
        return deleted;
    }

    /// How much it holds. To be read only.
    public Backlog backlog() {
        return backlog;
    }

    /// Those who consume or hold something.
    public Set<Long> sessions() {
        return takers.sessions();
    }

    public int consumers() {
        return takers.consumers();
    }

    /// Whether a consumer has room that does not stand back behind others by a negative priority.
    public boolean isAwaited() {
        Taker first = line.first();
        return first != null && first.priority >= 0;
    }

    /// A message with so many bytes of body comes in. Answers its sequence.
    public long append(int bodyLength) {
        return deleted ? NONE : backlog.append(bodyLength);
    }

    /// The same for a message that is not plain.
    ///
    /// @param ttlMillis how long it may stay ready, beside what the queue allows
    /// @param priority -1 if it names none
    public long append(int bodyLength, long ttlMillis, int priority) {
        return deleted ? NONE : entrance.append(bodyLength, ttlMillis, priority);
    }

    /// Which keys its messages have taken.
    public MachineKeys keys() {
        return keys;
    }

    /// Whether the queue is full, and does not take a message with so many bytes of body.
    public boolean refuses(int bodyLength) {
        return !deleted && deaths.refuses(bodyLength);
    }

    /// Whether there is something for [#tidy] to do.
    public boolean isUntidy() {
        return deaths.areDue();
    }

    /// Does away with what has expired and with what is too much. Answers whether there is more.
    ///
    /// @param spareMessages so many above the limit are left, and so many bytes
    public boolean tidy(int deathsMax, long spareMessages, long spareBytes) {
        boolean isMore = deaths.tidy(deathsMax, spareMessages, spareBytes);
        service.returnUnusedIfEmpty();
        return isMore;
    }

    /// A dying message has been handed on, or lost. False if it was not dying.
    public boolean bury(long sequence) {
        return deaths.bury(sequence);
    }

    /// Takes what a store has kept over a restart.
    public QueueStore.Restored restored() {
        return entrance;
    }

    /// A consumer comes. Answers its number, or [#NONE] where exclusive consumption forbids it.
    public int subscribe(Subscription subscription) {
        if (deleted || !succession.admits(subscription)) {
            return NONE;
        }
        Taker taker = takers.addConsumer(subscription);
        succession.arrive(taker);
        patience.measure();
        return taker.number;
    }

    /// A consumer leaves. What it holds stays with its session.
    public void cancel(int consumer) {
        Taker taker = takers.find(consumer);
        if (taker != null && taker.consuming) {
            stop(taker);
            deleteIfAbandoned();
        }
    }

    /// Whether somebody may be served.
    public boolean hasWork() {
        return service.hasWork();
    }

    /// The sequence that [#deliver] would hand over, or [#NONE]. Asks for credit where that is what
    /// is missing.
    public long next() {
        return service.next();
    }

    /// Serves the first in line with the first message. [#next] has just named one.
    public void deliver() {
        service.deliver();
    }

    /// The session fetches the first ready message. Answers its sequence or [#NONE]; with `noAck`
    /// it is settled by that.
    public long get(long session, boolean noAck) {
        return service.get(session, noAck);
    }

    /// Whether the message that [#get] would answer has been delivered before.
    public boolean isFirstRedelivered() {
        return service.isFirstRedelivered();
    }

    /// What was tried with that message before.
    public Tries firstTries() {
        return service.firstTries();
    }

    /// A message that somebody holds leaves his hands. False if nobody held it.
    ///
    /// In a quorum queue one that fails too often dies; where it is to be tried again later, it
    /// dies at once, to come back.
    public boolean settle(Settlement how, long sequence) {
        return switch (how) {
            case ACK -> held.ack(sequence);
            case REQUEUE -> held.giveUp(sequence, Setback.REQUEUED);
            case FAIL -> held.giveUp(sequence, Setback.FAILED);
            case DISCARD -> held.giveUp(sequence, Setback.DISCARDED);
        };
    }

    /// The same for one that is acked.
    public boolean ack(long sequence) {
        return held.ack(sequence);
    }

    /// Who holds the message may hold it as long as if it were handed out now.
    public void renew(long sequence) {
        held.renew(sequence);
    }

    /// Whether the session has the message, unacked.
    public boolean isHeldBy(long session, long sequence) {
        return held.sessionOf(sequence) == session;
    }

    /// The message has been lost: it is not there any more. False if it was not before.
    public boolean lose(long sequence) {
        return deaths.bury(sequence) || remove(sequence) || held.ack(sequence);
    }

    /// The session ends: its consumers leave, and what it holds is requeued, as failed.
    public void release(long session) {
        boolean consumed = false;
        long count = 0;
        for (int i = takers.count() - 1; i >= 0; i--) {
            Taker taker = takers.at(i);
            if (taker.session == session) {
                count += taker.unacked;
                if (taker.consuming) {
                    consumed = true;
                    stop(taker);
                }
            }
        }
        if (count > 0) {
            held.failAllOf(session);
        }
        if (consumed) {
            deleteIfAbandoned();
        }
    }

    /// After how many milliseconds [#tick] should be called; 0 while nobody holds anything that he
    /// may not hold for ever.
    public int tickMillis() {
        return patience.tickMillis();
    }

    /// At least so much time has passed since the last tick, or since [#tickMillis] was 0.
    ///
    /// A consumer that has held a message for too long leaves, and everything that it holds goes
    /// back to its place, not as failed. Of a session that has fetched messages only those do.
    public void tick(int millis) {
        patience.tick(millis);
        List<Taker> late = held.takeBackOverdue();
        if (!late.isEmpty()) {
            late.forEach(this::stop);
            held.takeBackFrom(late);
            late.forEach(taker -> effects.cancelled(taker.number));
            deleteIfAbandoned();
        }
    }

    /// Drops a ready message. False if it is not ready.
    public boolean remove(long sequence) {
        if (!backlog.isReady(sequence)) {
            return false;
        }
        backlog.drop(sequence);
        effects.forget(sequence);
        service.returnUnusedIfEmpty();
        return true;
    }

    /// Drops everything that is ready. Answers how many that were.
    public long purge() {
        long count = deaths.purge();
        service.returnUnusedIfEmpty();
        return count;
    }

    public DeleteResult delete(boolean ifUnused, boolean ifEmpty) {
        long ready = backlog.readyCount();
        if (ifEmpty && ready > 0) {
            return new DeleteResult.NotEmpty();
        }
        if (ifUnused && takers.consumers() > 0) {
            return new DeleteResult.InUse();
        }
        if (!deleted) {
            delete();
        }
        return new DeleteResult.Deleted(ready);
    }

    /// Deliveries to the consumer have been written out: its window opens by so much.
    public void credit(int consumer, long bytes) {
        service.credit(consumer, bytes);
    }

    /// The consumer's channel grants deliveries. What cannot be used is returned at once.
    public void grant(int consumer, int deliveries) {
        service.grant(consumer, deliveries);
    }

    /// Whether the consumer needs grants.
    public void gate(int consumer, boolean gated) {
        service.gate(consumer, gated);
    }

    private void stop(Taker taker) {
        line.leave(taker);
        line.returnGrants(taker);
        takers.stop(taker);
        succession.activateNext();
    }

    /// After a consumer has left: one that never had any stays.
    private void deleteIfAbandoned() {
        if (autoDelete && takers.consumers() == 0) {
            delete();
        }
    }

    private void delete() {
        deleted = true;
        line.endAll(takers);
        takers.clear();
        backlog.clear();
        keys.clear();
        effects.deleted();
    }
}
