package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.data.SequenceSet;
import org.jspecify.annotations.Nullable;

/// Keeps everything in memory. Owned by the queue's lane.
///
/// Who publishes has entered the message in the ledger; the last queue to let go of it takes it
/// out.
public final class MemoryQueueStore implements QueueStore {

    private final Lane lane;
    private final LaneLedger ledger;
    private final BodyTable bodies;
    private final Sweep sweep;

    public MemoryQueueStore(Lane lane, LaneLedger ledger) {
        this.lane = lane;
        this.ledger = ledger;
        this.bodies = new BodyTable(ledger);
        this.sweep = new Sweep(lane, Sweep.SLICE_MAX, this::forget, () -> true);
    }

    @Override
    public void append(long sequence, Message message) {
        bodies.put(sequence, message);
    }

    @Override
    public @Nullable Message inMemoryOrNull(long sequence) {
        return bodies.get(sequence);
    }

    @Override
    public void load(long from, Runnable loaded) {
        lane.later(loaded);
    }

    @Override
    public boolean has(long sequence) {
        return bodies.get(sequence) != null;
    }

    @Override
    public void forget(long sequence) {
        Message forgotten = bodies.remove(sequence);
        if (forgotten != null) {
            release(forgotten);
        }
    }

    @Override
    public void forgetAll(SequenceSet gone) {
        sweep.add(gone);
    }

    @Override
    public void whenForgotten(Runnable then) {
        sweep.whenDone(then);
    }

    @Override
    public void whenRoom(Runnable then) {
        lane.later(then);
    }

    @Override
    public void clear() {
        bodies.forEach(this::release);
        bodies.clear();
    }

    private void release(Message message) {
        if (message.releaseShare()) {
            ledger.add(Holder.QUEUES, -message.footprintBytes());
        }
    }
}
