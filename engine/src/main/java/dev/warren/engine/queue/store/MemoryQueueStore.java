package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.data.LongMap;
import org.jspecify.annotations.Nullable;

/// Keeps everything in memory. Owned by the queue's lane.
///
/// Who publishes has entered the message in the ledger; the last queue to let go of it takes it out.
public final class MemoryQueueStore implements QueueStore {

    private final Lane lane;
    private final LaneLedger ledger;
    private final LongMap<MessageChunk> byNumber = new LongMap<>();

    /// Where the last message went; it stays when it is empty.
    private @Nullable MessageChunk newest;

    /// The chunk that was looked up last.
    private @Nullable MessageChunk recent;

    /// An empty one for reuse, so that a queue that is always nearly empty allocates nothing.
    private @Nullable MessageChunk spare;

    public MemoryQueueStore(Lane lane, LaneLedger ledger) {
        this.lane = lane;
        this.ledger = ledger;
    }

    @Override
    public void append(long sequence, Message message) {
        writable(sequence >> MessageChunk.SHIFT).put(sequence, message);
    }

    @Override
    public @Nullable Message inMemoryOrNull(long sequence) {
        MessageChunk chunk = find(sequence >> MessageChunk.SHIFT);
        return chunk == null ? null : chunk.get(sequence);
    }

    @Override
    public void load(long from, Runnable loaded) {
        lane.later(loaded);
    }

    @Override
    public void forget(long sequence) {
        MessageChunk chunk = find(sequence >> MessageChunk.SHIFT);
        Message forgotten = chunk == null ? null : chunk.remove(sequence);
        if (chunk == null || forgotten == null) {
            return;
        }
        release(forgotten);
        if (chunk.isEmpty() && chunk != newest) {
            leave(chunk);
        }
    }

    @Override
    public void clear() {
        byNumber.forEach(chunk -> chunk.forEach(this::release));
        byNumber.clear();
        newest = null;
        recent = null;
        spare = null;
    }

    private void release(Message message) {
        if (message.releaseShare()) {
            ledger.add(Holder.QUEUES, -message.footprintBytes());
        }
    }

    private @Nullable MessageChunk find(long number) {
        if (recent != null && recent.number == number) {
            return recent;
        }
        if (newest != null && newest.number == number) {
            return newest;
        }
        MessageChunk found = byNumber.get(number);
        if (found != null) {
            recent = found;
        }
        return found;
    }

    private MessageChunk writable(long number) {
        MessageChunk end = newest;
        if (end != null && end.number == number) {
            return end;
        }
        if (end != null && end.isEmpty()) {
            leave(end);
        }
        MessageChunk added = spare;
        spare = null;
        if (added == null) {
            added = new MessageChunk(number);
        } else {
            added.number = number;
        }
        newest = added;
        byNumber.put(number, added);
        return added;
    }

    private void leave(MessageChunk chunk) {
        byNumber.remove(chunk.number);
        if (recent == chunk) {
            recent = null;
        }
        spare = chunk;
    }
}
