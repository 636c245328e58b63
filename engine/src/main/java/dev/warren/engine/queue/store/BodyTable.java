package dev.warren.engine.queue.store;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.data.LongMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The messages of one queue that are in memory, by sequence. Owned by its store.
///
/// The ledger knows of its chunks: of each as a whole, from when it holds more than a little until
/// it is empty. So a queue that is always nearly empty leaves the ledger alone. The messages
/// themselves are in the ledger by other hands.
final class BodyTable {

    private final LongMap<MessageChunk> byNumber = new LongMap<>();

    /// Where the last new message went; it stays when it is empty.
    private @Nullable MessageChunk newest;

    /// The chunk that was looked up last.
    private @Nullable MessageChunk recent;

    /// An empty one for reuse, so that a queue that is always nearly empty allocates nothing.
    private @Nullable MessageChunk spare;

    private long bytes;

    private final LaneLedger ledger;

    /// What the ledger has of the chunks.
    private long slotBytes;

    BodyTable(LaneLedger ledger) {
        this.ledger = ledger;
    }

    /// What the ledger knows of its chunks, in bytes.
    long slotBytes() {
        return slotBytes;
    }

    /// What they take, in bytes.
    long bytes() {
        return bytes;
    }

    @Nullable Message get(long sequence) {
        MessageChunk chunk = find(sequence >> MessageChunk.SHIFT);
        return chunk == null ? null : chunk.get(sequence);
    }

    /// Puts one in whose place is empty: behind all others, or anywhere.
    void put(long sequence, Message message) {
        MessageChunk chunk = writable(sequence >> MessageChunk.SHIFT);
        chunk.put(sequence, message);
        if (chunk.isUncounted()) {
            count(chunk, true);
        }
        bytes += message.footprintBytes();
    }

    @Nullable Message remove(long sequence) {
        MessageChunk chunk = find(sequence >> MessageChunk.SHIFT);
        Message removed = chunk == null ? null : chunk.remove(sequence);
        if (chunk == null || removed == null) {
            return null;
        }
        bytes -= removed.footprintBytes();
        if (chunk.isEmpty()) {
            emptied(chunk);
        }
        return removed;
    }

    /// Visits the sequences of all of them, in order, until the visitor says no; answers whether it
    /// never did. The visitor may take out what it visits.
    boolean visit(LongPredicate visitor) {
        for (long number : byNumber.sortedKeys()) {
            MessageChunk chunk = byNumber.get(number);
            if (chunk != null && !chunk.visit(visitor)) {
                return false;
            }
        }
        return true;
    }

    void forEach(Consumer<Message> action) {
        byNumber.forEach(chunk -> chunk.forEach(action));
    }

    void clear() {
        byNumber.clear();
        newest = null;
        recent = null;
        spare = null;
        bytes = 0;
        ledger.add(Holder.INDEXES, -slotBytes);
        slotBytes = 0;
    }

    private void count(MessageChunk chunk, boolean isCounted) {
        int more = chunk.count(isCounted);
        slotBytes += more;
        ledger.add(Holder.INDEXES, more);
    }

    private void emptied(MessageChunk chunk) {
        if (chunk.isCounted()) {
            count(chunk, false);
        }
        if (chunk != newest) {
            leave(chunk);
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
        MessageChunk found = find(number);
        if (found != null) {
            return found;
        }
        MessageChunk end = newest;
        boolean isNewest = end == null || end.number < number;
        if (isNewest && end != null) {
            if (end.isEmpty()) {
                leave(end);
            } else {
                count(end, true);
            }
        }
        MessageChunk added = spare;
        spare = null;
        if (added == null) {
            added = new MessageChunk(number);
        } else {
            added.number = number;
        }
        if (isNewest) {
            newest = added;
        } else {
            count(added, true);
        }
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
