package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Placement;
import dev.warren.engine.log.Position;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.Losses;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;
import org.jspecify.annotations.Nullable;

/// Keeps a queue's messages on the disk as far as they have to be there, and in memory what is
/// about to be delivered. Owned by the queue's lane.
///
/// ```
///  append  ->  MESSAGE on its way  ->  placed  ->  forgotten, at the end of the turn: SETTLED  ->  placed: gone
///                    |     forgotten     ^
///                    +-------------------+
/// ```
///
/// What the queue keeps ([Kept]) goes to the node's log at once. All others stay in memory, and go
/// to the log that forgets when memory is short. What is settled is written only once the message
/// itself is on the disk, and once a copy of it is that was on its way. So a SETTLED record never
/// stands before what it settles, and may pass others while the disk is full. A message is handed
/// out only when the log knows that it may have been ([DeliveryMark]).
final class LogQueueStore implements QueueStore {

    private final QueueIdentity identity;
    private final Kept kept;
    private final int owner;
    private final Lane lane;
    private final LogStores stores;
    private final LaneLog log;
    private final Places places;
    private final BodyWindow window;
    private final DeliveryMark mark;
    private final FailureMarks failures;
    private final Placement placed = this::placed;
    private final Settling settling;
    private final StoredKeys keys;
    private final Sweep sweep;
    private final Losses losses;
    private final SpillSeat spill;

    /// What it starts with, until the queue has heard of it.
    private RecoveredQueue past;

    /// Knows when messages expire. Set when the queue is there.
    private @Nullable Restored queue;

    private long indexBytes;
    private boolean isCleared;

    LogQueueStore(
            QueueIdentity identity, Kept kept, int owner, LogStores stores, RecoveredQueue past) {
        this.identity = identity;
        this.losses = new Losses(identity);
        this.kept = kept;
        this.owner = owner;
        this.lane = stores.lane();
        this.stores = stores;
        this.log = stores.log();
        this.spill = new SpillSeat(stores.spill(), this);
        this.past = past;
        this.places = past.places();
        this.keys = new StoredKeys(log, owner, stores.ledger(), past.keys());
        int slice = stores.limits().sliceMessages();
        this.settling =
                new Settling(lane, log, owner, places.held(), slice, keys::write, this::settled);
        this.sweep = new Sweep(lane, slice, this::forget, settling::hasRoom);
        this.mark = new DeliveryMark(log, owner, past);
        this.failures = new FailureMarks(log, owner, past.tries());
        this.window =
                new BodyWindow(
                        lane,
                        stores.ledger(),
                        places,
                        stores.reader(),
                        stores.limits(),
                        stores.paging()::isDue,
                        this::lost);
        if (places.held() > 0) {
            window.beginCold();
        }
    }

    @Override
    public void restore(Restored into) {
        queue = into;
        past.tell(into, failures::of);
        places.dropSizes();
        past = RecoveredQueue.nothing();
        countIndex();
    }

    @Override
    public void append(long sequence, Message message) {
        append(sequence, message, LogStores.PLAIN);
    }

    @Override
    public void append(long sequence, Message message, long enqueuedMillis) {
        if (begins(sequence, message)) {
            stores.write(owner, sequence, message, enqueuedMillis, placed);
        }
    }

    @Override
    public void append(long sequence, Message message, Arrived arrived) {
        if (begins(sequence, message)) {
            keys.expect(sequence, arrived.keys(), arrived.millis());
            stores.write(owner, sequence, message, arrived, placed);
        }
    }

    @Override
    public void hold(long sequence, Message message, long untilMillis) {
        if (begins(sequence, message)) {
            stores.writeUntil(untilMillis, owner, sequence, message, placed);
        }
    }

    /// Takes a message in. Whether it is to be written.
    private boolean begins(long sequence, Message message) {
        window.add(sequence, message);
        if (!kept.keeps(message)) {
            return false;
        }
        places.begin(sequence, false);
        settling.expect();
        countIndex();
        return true;
    }

    /// A record of the message is on the disk: the first one, or a copy of it.
    private void placed(long sequence, long position, int length) {
        long replaced = places.position(sequence);
        if (replaced != Position.NONE) {
            logOf(sequence).settled(replaced, places.length(sequence));
        }
        places.place(sequence, position, length);
        keys.messagesPlaced(sequence);
        if (places.isHeld(sequence)) {
            window.placed(sequence);
        } else {
            settle(sequence);
        }
    }

    private LaneLog logOf(long sequence) {
        return places.isSpilled(sequence) ? stores.spill().log() : log;
    }

    @Override
    public @Nullable Message inMemoryOrNull(long sequence) {
        Message message = window.get(sequence);
        return message == null || passes(sequence, message) ? message : null;
    }

    private boolean passes(long sequence, Message message) {
        return !kept.keeps(message) || mark.passes(sequence);
    }

    @Override
    public void load(long from, Runnable loaded) {
        window.load(
                from,
                () -> {
                    Message message = window.get(from);
                    if (message == null || passes(from, message)) {
                        loaded.run();
                    } else {
                        mark.whenPasses(from, () -> load(from, loaded));
                    }
                });
    }

    @Override
    public @Nullable Message peekOrNull(long sequence) {
        return window.get(sequence);
    }

    @Override
    public void peek(long from, Runnable loaded) {
        window.load(from, loaded);
    }

    @Override
    public boolean has(long sequence) {
        return window.get(sequence) != null || places.isHeld(sequence);
    }

    @Override
    public void handedOver(long sequence) {
        window.handedOver(sequence);
    }

    @Override
    public void forget(long sequence) {
        window.remove(sequence);
        if (places.isHeld(sequence)) {
            release(sequence);
        }
    }

    /// Of what a restart forgets nobody has to know.
    @Override
    public void failed(long sequence, Tries tries) {
        if (places.isHeld(sequence) && !places.isSpilled(sequence)) {
            failures.put(sequence, tries);
        }
    }

    private void release(long sequence) {
        failures.forget(sequence);
        boolean isWriting = places.isWriting(sequence);
        places.release(sequence);
        if (!isWriting) {
            settle(sequence);
        }
    }

    /// Nobody wants it, and all its records are on the disk.
    private void settle(long sequence) {
        if (places.isSpilled(sequence)) {
            logOf(sequence).settled(places.position(sequence), places.length(sequence));
        } else {
            settling.add(sequence, places.position(sequence), places.length(sequence));
        }
        places.remove(sequence);
        countIndex();
    }

    @Override
    public void forgetAll(SequenceSet gone) {
        window.passTo(gone.end());
        sweep.add(gone);
    }

    @Override
    public void whenForgotten(Runnable then) {
        sweep.whenDone(then);
    }

    @Override
    public void whenRoom(Runnable then) {
        settling.whenRoom(then);
    }

    /// The disk knows of more that is settled.
    private void settled() {
        sweep.goOn();
        if (isCleared && settling.isDone()) {
            mark.end();
            keys.end();
        }
    }

    @Override
    public void clear() {
        isCleared = true;
        window.clear();
        keys.drop();
        stores.remove(identity);
        spill.leave();
        failures.clear();
        sweep.everything(places::nextHeld);
        settled();
    }

    /// The disk should have the message and cannot give it back. What may be there another time is
    /// left on the disk, and comes back with the next start.
    private void lost(long sequence, boolean isDamaged) {
        if (sweep.isDue(sequence)) {
            forget(sequence);
            return;
        }
        losses.add(1, new LostRecord(sequence, places.position(sequence), isDamaged));
        if (isDamaged) {
            release(sequence);
        } else {
            places.release(sequence);
            places.remove(sequence);
            countIndex();
        }
    }

    /// Whether the message still needs its record at that position, and no copy is on its way.
    boolean needs(long sequence, long position, boolean isSpilled) {
        return places.isHeld(sequence)
                && !places.isWriting(sequence)
                && places.isSpilled(sequence) == isSpilled
                && places.position(sequence) == position;
    }

    /// A copy of the record is on its way. Answers who is to be told where it is.
    Placement copying(long sequence) {
        places.rewrite(sequence);
        return placed;
    }

    /// The record at that position cannot be read any more. What is in memory is written again.
    void damaged(long sequence, long position, boolean isSpilled) {
        if (!needs(sequence, position, isSpilled)) {
            return;
        }
        Message message = window.get(sequence);
        if (message == null || sweep.isDue(sequence)) {
            lost(sequence, true);
        } else {
            places.rewrite(sequence);
            write(sequence, message, isSpilled);
        }
    }

    private void write(long sequence, Message message, boolean isSpilled) {
        if (isSpilled) {
            spill.write(sequence, message, placed);
            return;
        }
        long expiry = queue == null ? Long.MAX_VALUE : queue.expiryMillis(sequence);
        if (expiry == Long.MAX_VALUE) {
            stores.write(owner, sequence, message, LogStores.PLAIN, placed);
        } else {
            stores.writeUntil(expiry, owner, sequence, message, placed);
        }
    }

    /// Memory is short: lets go of what is not needed soon. False if the log that forgets took no
    /// more before it had everything.
    boolean pageOut() {
        return window.pageOut(this::spill);
    }

    private boolean spill(long sequence) {
        Message message = window.get(sequence);
        if (message == null || places.isHeld(sequence) || !spill.wants(message)) {
            return true;
        }
        if (!spill.hasRoom()) {
            return false;
        }
        places.begin(sequence, true);
        write(sequence, message, true);
        countIndex();
        return true;
    }

    Settling settling() {
        return settling;
    }

    BodyWindow window() {
        return window;
    }

    Places places() {
        return places;
    }

    /// How much it has in memory, in bytes.
    long residentBytes() {
        return window.bytes();
    }

    void copyFailure(long sequence, long position) {
        failures.copyForward(sequence, position);
    }

    void copyMark(long position) {
        mark.copyForward(position);
    }

    StoredKeys keys() {
        return keys;
    }

    void seal() {
        keys.write();
        mark.seal();
    }

    private void countIndex() {
        long now = places.indexBytes();
        if (now != indexBytes) {
            stores.ledger().add(Holder.INDEXES, now - indexBytes);
            indexBytes = now;
        }
    }
}
