package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;
import org.jspecify.annotations.Nullable;

/// A store in which every read misses first and is answered in a later turn.
public final class MissingQueueStore implements QueueStore {

    private static final long NONE = -1;

    private final QueueStore store;
    private final Lane lane;
    private long resident = NONE;

    public MissingQueueStore(QueueStore store, Lane lane) {
        this.store = store;
        this.lane = lane;
    }

    @Override
    public void append(long sequence, Message message) {
        store.append(sequence, message);
    }

    @Override
    public @Nullable Message inMemoryOrNull(long sequence) {
        return sequence == resident ? store.inMemoryOrNull(sequence) : null;
    }

    @Override
    public void load(long from, Runnable loaded) {
        lane.later(() -> {
            resident = from;
            loaded.run();
            resident = NONE;
        });
    }

    @Override
    public boolean has(long sequence) {
        return store.has(sequence);
    }

    @Override
    public void handedOver(long sequence) {
        store.handedOver(sequence);
    }

    @Override
    public void failed(long sequence, Tries tries) {
        store.failed(sequence, tries);
    }

    @Override
    public void forget(long sequence) {
        store.forget(sequence);
    }

    @Override
    public void forgetAll(SequenceSet gone) {
        store.forgetAll(gone);
    }

    @Override
    public void whenForgotten(Runnable then) {
        store.whenForgotten(then);
    }

    @Override
    public void whenRoom(Runnable then) {
        store.whenRoom(then);
    }

    @Override
    public void clear() {
        store.clear();
    }
}
