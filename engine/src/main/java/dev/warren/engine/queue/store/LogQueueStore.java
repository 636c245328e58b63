package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Position;
import dev.warren.engine.log.RecordFlags;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.data.LongMap;
import org.jspecify.annotations.Nullable;

/// Keeps a durable queue's persistent messages in the node's log, and all bodies in memory. Owned
/// by the queue's lane.
///
/// ```
///  append  ->  MESSAGE on its way  ->  placed  ->  forgotten, at the end of the turn: SETTLED  ->  placed: gone
///                    |     forgotten     ^
///                    +-------------------+
/// ```
///
/// What is settled is written only once the message itself is on the disk, and once a copy of it is
/// that was on its way. So a SETTLED record never stands before what it settles, and may pass
/// others while the disk is full. A message is handed out only when the log knows that it may have
/// been ([DeliveryMark]).
final class LogQueueStore implements QueueStore {

    private final int owner;
    private final Lane lane;
    private final LaneLog log;
    private final MemoryQueueStore bodies;
    private final LogStores stores;
    private final DeliveryMark mark;
    private final LongMap<KeptMessage> kept = new LongMap<>();
    private final Runnable endTurn = this::endTurn;
    private SettledRanges settled = new SettledRanges();

    /// What it starts with, until the queue has heard of it.
    private RecoveredQueue past;

    /// Messages of which the disk does not know yet that they are settled.
    private long alive;

    private boolean isTouched;
    private boolean isCleared;

    LogQueueStore(
            int owner,
            Lane lane,
            LaneLog log,
            MemoryQueueStore bodies,
            LogStores stores,
            RecoveredQueue past) {
        this.owner = owner;
        this.lane = lane;
        this.log = log;
        this.bodies = bodies;
        this.stores = stores;
        this.past = past;
        this.mark = new DeliveryMark(log, owner, past);
        past.messages().forEach(this::restore);
    }

    private void restore(RecoveredQueue.Kept message) {
        bodies.append(message.sequence(), message.message());
        KeptMessage record = new KeptMessage(this);
        record.position = message.position();
        record.length = message.length();
        kept.put(message.sequence(), record);
        alive++;
    }

    @Override
    public void restore(Restored into) {
        past.messages()
                .forEach(kept ->
                        into.message(
                                kept.sequence(),
                                kept.message().bodyLength(),
                                kept.sequence() < past.mark()));
        into.nextSequence(past.nextSequence());
        past = RecoveredQueue.NOTHING;
    }

    @Override
    public void append(long sequence, Message message) {
        bodies.append(sequence, message);
        if (message.isPersistent()) {
            KeptMessage record = new KeptMessage(this);
            kept.put(sequence, record);
            alive++;
            write(sequence, message, record);
        }
    }

    private void write(long sequence, Message message, KeptMessage record) {
        record.isOnItsWay = true;
        log.append(
                StoreRecords.MESSAGE,
                0,
                owner,
                sequence,
                StoreRecords.meta(message),
                message.content(),
                record);
    }

    /// A record of the message is durable: the first one, or a copy of it.
    void placed(KeptMessage record, long sequence, long position, int length) {
        if (record.position != Position.NONE) {
            log.settled(record.position, record.length);
        }
        record.position = position;
        record.length = length;
        record.isOnItsWay = false;
        if (record.isForgotten) {
            settle(sequence, record);
        }
    }

    @Override
    public @Nullable Message inMemoryOrNull(long sequence) {
        Message message = bodies.inMemoryOrNull(sequence);
        return message == null || !message.isPersistent() || mark.passes(sequence) ? message : null;
    }

    @Override
    public void load(long from, Runnable loaded) {
        Message message = bodies.inMemoryOrNull(from);
        if (message == null || !message.isPersistent() || mark.passes(from)) {
            lane.later(loaded);
        } else {
            mark.whenPasses(from, loaded);
        }
    }

    @Override
    public void forget(long sequence) {
        bodies.forget(sequence);
        KeptMessage record = kept.remove(sequence);
        if (record != null) {
            forget(sequence, record);
        }
    }

    private void forget(long sequence, KeptMessage record) {
        if (record.isOnItsWay) {
            record.isForgotten = true;
        } else {
            settle(sequence, record);
        }
    }

    private void settle(long sequence, KeptMessage record) {
        settled.add(sequence, record.position, record.length);
        if (settled.isFull()) {
            writeSettled();
        }
        if (!isTouched) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.COMMIT, endTurn);
        }
    }

    private void endTurn() {
        isTouched = false;
        writeSettled();
    }

    private void writeSettled() {
        if (settled.isEmpty()) {
            return;
        }
        SettledRanges written = settled;
        settled = new SettledRanges();
        log.append(
                StoreRecords.SETTLED,
                RecordFlags.SETTLES | RecordFlags.URGENT,
                owner,
                0,
                written.encode(),
                (_, _, _) -> settledDurably(written));
    }

    private void settledDurably(SettledRanges written) {
        written.settleIn(log);
        alive -= written.messages();
        endIfGone();
    }

    @Override
    public void clear() {
        isCleared = true;
        bodies.clear();
        for (long sequence : kept.sortedKeys()) {
            KeptMessage record = kept.remove(sequence);
            if (record != null) {
                forget(sequence, record);
            }
        }
        stores.remove(owner);
        endIfGone();
    }

    private void endIfGone() {
        if (isCleared && alive == 0) {
            mark.end();
        }
    }

    /// Writes the message behind a record once more, if the record is still the one.
    void copyForward(RecordInfo old) {
        KeptMessage record = kept.get(old.sequence());
        Message message = bodies.inMemoryOrNull(old.sequence());
        if (record != null
                && message != null
                && !record.isOnItsWay
                && record.position == old.position()) {
            write(old.sequence(), message, record);
        }
    }

    void copyMark(RecordInfo old) {
        mark.copyForward(old.position());
    }

    void seal() {
        mark.seal();
    }
}
