package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import dev.warren.engine.queue.shelf.Shelf;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the log has the messages of one queue, by sequence. Owned by whoever recovers the queue,
/// then by its store's lane.
///
/// A message is *held* while the queue wants it, and *writing* while a record of it, the first or a
/// copy, is on its way to the disk. It leaves when it is neither. Ten bytes a message, whatever its
/// size, in chunks of 1,024 sequences.
public final class Places {

    /// There is no such sequence.
    public static final long NONE = -1;

    private final TreeMap<Long, PlaceChunk> chunks = new TreeMap<>();

    /// Where the last message went; it stays when it is empty.
    private @Nullable PlaceChunk newest;

    /// The chunk that was looked up last.
    private @Nullable PlaceChunk recent;

    /// An empty one for reuse, so that a queue that is always nearly empty allocates nothing.
    private @Nullable PlaceChunk spare;

    /// What recovery found of messages that expire or have a priority. Null when it found none, and
    /// after [#dropSizes].
    private @Nullable Specials specials;

    private int fullChunks;
    private long held;

    /// How many messages the queue wants.
    public long held() {
        return held;
    }

    /// What the index of the queue takes in memory beyond a little, in bytes. Zero when it knows of
    /// no message.
    long indexBytes() {
        PlaceChunk end = newest;
        boolean isUnused = end != null && end.isEmpty() && end.isFullSize();
        return (long) (fullChunks - (isUnused ? 1 : 0)) * PlaceChunk.FULL_BYTES;
    }

    /// A new message; its record is on its way to the log, or to the one that forgets.
    void begin(long sequence, boolean isSpilled) {
        PlaceChunk chunk = writable(sequence >> PlaceChunk.SHIFT);
        boolean wasFullSize = chunk.isFullSize();
        chunk.begin(PlaceChunk.slot(sequence), isSpilled);
        if (!wasFullSize && chunk.isFullSize()) {
            fullChunks++;
        }
        held++;
    }

    /// Recovery found a record of a message, the first or a later one.
    public void found(long sequence, long position, int length, int bodyLength) {
        if (!isHeld(sequence)) {
            begin(sequence, false);
        }
        PlaceChunk chunk = chunkOf(sequence);
        int slot = PlaceChunk.slot(sequence);
        chunk.place(slot, position, length);
        chunk.setSize(slot, bodyLength);
    }

    public boolean isHeld(long sequence) {
        PlaceChunk chunk = find(sequence);
        return chunk != null && chunk.isHeld(PlaceChunk.slot(sequence));
    }

    boolean isWriting(long sequence) {
        PlaceChunk chunk = find(sequence);
        return chunk != null && chunk.isWriting(PlaceChunk.slot(sequence));
    }

    boolean isSpilled(long sequence) {
        PlaceChunk chunk = find(sequence);
        return chunk != null && chunk.isSpilled(PlaceChunk.slot(sequence));
    }

    /// Whether the disk has it, so that it need not be in memory.
    boolean isPlaced(long sequence) {
        return position(sequence) != Position.NONE;
    }

    /// [Position#NONE] while the first record is on its way, and for what is unknown.
    public long position(long sequence) {
        PlaceChunk chunk = find(sequence);
        return chunk == null ? Position.NONE : chunk.position(PlaceChunk.slot(sequence));
    }

    /// What its record takes in its file, in bytes.
    public int length(long sequence) {
        return chunkOf(sequence).length(PlaceChunk.slot(sequence));
    }

    /// A copy of the record is on its way.
    void rewrite(long sequence) {
        chunkOf(sequence).rewrite(PlaceChunk.slot(sequence));
    }

    /// The record that was on its way stands there now.
    void place(long sequence, long position, int length) {
        chunkOf(sequence).place(PlaceChunk.slot(sequence), position, length);
    }

    /// The queue does not want it any more. What is on its way stays until it has arrived.
    public void release(long sequence) {
        chunkOf(sequence).release(PlaceChunk.slot(sequence));
        held--;
    }

    /// It is neither held nor on its way.
    public void remove(long sequence) {
        if (specials != null) {
            specials.remove(sequence);
        }
        PlaceChunk chunk = chunkOf(sequence);
        chunk.remove(PlaceChunk.slot(sequence));
        if (chunk.isEmpty() && chunk != newest) {
            leave(chunk);
        }
    }

    /// The first held sequence from there on, or [#NONE].
    public long nextHeld(long from) {
        long number = from >> PlaceChunk.SHIFT;
        PlaceChunk chunk = find(from);
        int slot = chunk == null ? -1 : chunk.nextHeld(PlaceChunk.slot(from));
        while (slot < 0) {
            Map.Entry<Long, PlaceChunk> next = chunks.higherEntry(number);
            if (next == null) {
                return NONE;
            }
            number = next.getKey();
            chunk = next.getValue();
            slot = chunk.nextHeld(0);
        }
        return (number << PlaceChunk.SHIFT) + slot;
    }

    /// The body length that recovery found, until [#dropSizes].
    int size(long sequence) {
        return chunkOf(sequence).size(PlaceChunk.slot(sequence));
    }

    /// Recovery read more of a message that it has found.
    ///
    /// @param shelf where it may wait for the queue
    public void found(long sequence, Special special, Shelf shelf) {
        if (specials == null) {
            specials = new Specials(shelf);
        }
        specials.add(sequence, special);
    }

    /// Null where there is nothing to know.
    @Nullable Special specialOrNull(long sequence) {
        return specials == null ? null : specials.getOrNull(sequence);
    }

    /// Forgets sizes up to the chunk of a sequence: the queue has heard of them.
    void dropSizesBefore(long sequence) {
        Map.Entry<Long, PlaceChunk> before = chunks.lowerEntry(sequence >> PlaceChunk.SHIFT);
        if (before != null) {
            before.getValue().dropSizes();
        }
    }

    /// Nobody asks any more for what recovery found beside the places.
    public void dropSizes() {
        if (specials != null) {
            specials.clear();
            specials = null;
        }
        chunks.values().forEach(PlaceChunk::dropSizes);
    }

    private PlaceChunk chunkOf(long sequence) {
        PlaceChunk chunk = find(sequence);
        if (chunk == null) {
            throw new IllegalStateException("nothing is known of message " + sequence);
        }
        return chunk;
    }

    private @Nullable PlaceChunk find(long sequence) {
        long number = sequence >> PlaceChunk.SHIFT;
        if (recent != null && recent.number == number) {
            return recent;
        }
        if (newest != null && newest.number == number) {
            return newest;
        }
        PlaceChunk found = chunks.get(number);
        if (found != null) {
            recent = found;
        }
        return found;
    }

    private PlaceChunk writable(long number) {
        PlaceChunk end = newest;
        if (end != null && end.number == number) {
            return end;
        }
        if (end != null && end.number > number) {
            return chunks.computeIfAbsent(number, PlaceChunk::new);
        }
        if (end != null && end.isEmpty()) {
            leave(end);
        }
        PlaceChunk added = spare;
        spare = null;
        if (added == null) {
            added = new PlaceChunk(number);
        } else {
            added.reuse(number);
            fullChunks += added.isFullSize() ? 1 : 0;
        }
        newest = added;
        chunks.put(number, added);
        return added;
    }

    private void leave(PlaceChunk chunk) {
        chunks.remove(chunk.number);
        fullChunks -= chunk.isFullSize() ? 1 : 0;
        if (recent == chunk) {
            recent = null;
        }
        spare = chunk;
    }
}
