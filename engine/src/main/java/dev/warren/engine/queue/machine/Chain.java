package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.data.LongMap;
import dev.warren.engine.queue.shelf.Shelf;
import org.jspecify.annotations.Nullable;

/// The chunks of a [Backlog], in order and by number.
///
/// A chunk in which everything is settled leaves the chain, so that what is kept follows what the
/// queue holds, not what went through it; one is kept for reuse, so that a queue that is always
/// nearly empty allocates nothing. Full chunks that have much in memory are offered to the shelf,
/// in order.
final class Chain {

    /// How many chunks are offered when one joins or leaves: more than one, so that what the shelf
    /// did not take for a while is made up for.
    private static final int OFFERED_MAX = 8;

    /// Fewer messages than this in the newest chunk are not worth counting: so queues that are
    /// always nearly empty leave the ledger alone.
    private static final int LITTLE = 64;

    private final LongMap<Chunk> byNumber = new LongMap<>();
    private final DueChunks due = new DueChunks();
    private @Nullable Chunk oldest;
    private @Nullable Chunk newest;

    /// No chunk before this one has anything ready. Null when nothing is known: begin with the
    /// oldest.
    private @Nullable Chunk front;

    /// The chunk that was looked up last.
    private @Nullable Chunk recent;

    private @Nullable Chunk spare;

    private Shelf shelf = Shelf.NONE;

    /// All chunks before this one have been offered to the shelf. Null when there are none.
    private @Nullable Chunk unoffered;

    private final Weight weight = new Weight();

    /// Null in queues without priorities.
    private @Nullable Levels levels;

    void useShelf(Shelf made) {
        shelf = made;
    }

    void useLevels(Levels made) {
        levels = made;
    }

    /// What all chunks take in memory, in bytes. While the newest has only a little it counts for
    /// nothing: an empty queue has it too.
    long bytes() {
        Chunk end = newest;
        if (end != null && end.ready + end.unacked < LITTLE) {
            return weight.bytes() - end.bytes();
        }
        return weight.bytes();
    }

    @Nullable Chunk oldest() {
        return oldest;
    }

    /// Those in which messages expire.
    DueChunks due() {
        return due;
    }

    /// The first in which something is ready.
    @Nullable Chunk firstReady() {
        Chunk chunk = front;
        return chunk == null || chunk.ready == 0 ? nextFront() : chunk;
    }

    private @Nullable Chunk nextFront() {
        Chunk chunk = front == null ? oldest : front;
        while (chunk != null && chunk.ready == 0) {
            chunk = chunk.next;
        }
        if (chunk != null) {
            front = chunk;
        }
        return chunk;
    }

    /// Something in this chunk is ready again.
    void backTo(Chunk chunk) {
        if (front != null && chunk.number < front.number) {
            front = chunk;
        }
    }

    void clear() {
        for (Chunk chunk = oldest; chunk != null; chunk = chunk.next) {
            chunk.unshelve();
        }
        weight.clear();
        unoffered = null;
        byNumber.clear();
        due.clear();
        oldest = null;
        newest = null;
        front = null;
        recent = null;
        spare = null;
    }

    /// The first with that number or a higher one.
    @Nullable Chunk from(long number) {
        Chunk chunk = find(number << Chunk.SHIFT);
        if (chunk == null) {
            chunk = oldest;
            while (chunk != null && chunk.number < number) {
                chunk = chunk.next;
            }
        }
        return chunk;
    }

    boolean isReady(long sequence) {
        Chunk chunk = find(sequence);
        return chunk != null && chunk.isReady(Chunk.slot(sequence));
    }

    Chunk get(long sequence) {
        Chunk chunk = find(sequence);
        if (chunk == null) {
            throw new IllegalStateException("no message " + sequence);
        }
        return chunk;
    }

    @Nullable Chunk find(long sequence) {
        long number = sequence >> Chunk.SHIFT;
        if (recent != null && recent.number == number) {
            return recent;
        }
        if (newest != null && newest.number == number) {
            return newest;
        }
        Chunk found = byNumber.get(number);
        if (found != null) {
            recent = found;
        }
        return found;
    }

    /// The chunk at the end of the chain, for a new sequence.
    Chunk writable(long sequence) {
        long number = sequence >> Chunk.SHIFT;
        Chunk end = newest;
        return end != null && end.number == number ? end : begin(number);
    }

    private Chunk begin(long number) {
        Chunk end = newest;
        if (end != null && end.isEmpty()) {
            leave(end);
        }
        Chunk added = spare;
        spare = null;
        if (added == null) {
            added = new Chunk(number);
        } else {
            added.reuse(number);
        }
        join(added);
        return added;
    }

    private void join(Chunk chunk) {
        Chunk full = newest;
        chunk.previous = full;
        if (full == null) {
            oldest = chunk;
        } else {
            full.next = chunk;
        }
        newest = chunk;
        chunk.weighOn(weight);
        byNumber.put(chunk.number, chunk);
        offer();
    }

    /// The front is wanted next, and stays.
    private void offer() {
        Chunk chunk = unoffered == null ? oldest : unoffered;
        Chunk first = front == null ? oldest : front;
        for (int i = 0; i < OFFERED_MAX && chunk != null && chunk != newest; i++) {
            if (chunk != first && !chunk.shelve(shelf)) {
                break;
            }
            chunk = chunk.next;
        }
        unoffered = chunk;
    }

    /// The newest stays even when it is empty: it has room.
    void leaveIfEmpty(Chunk chunk) {
        if (chunk.isEmpty() && chunk != newest) {
            leave(chunk);
        }
    }

    /// The same for all of them.
    void leaveIfEmpty() {
        Chunk chunk = oldest;
        while (chunk != null) {
            Chunk following = chunk.next;
            leaveIfEmpty(chunk);
            chunk = following;
        }
    }

    private void leave(Chunk chunk) {
        byNumber.remove(chunk.number);
        due.remove(chunk);
        chunk.unshelve();
        chunk.weighOn(null);
        if (levels != null) {
            levels.leave(chunk);
        }
        if (unoffered == chunk) {
            unoffered = chunk.next == null ? chunk.previous : chunk.next;
        }
        if (front == chunk) {
            front = chunk.next;
        }
        if (recent == chunk) {
            recent = null;
        }
        if (chunk.previous == null) {
            oldest = chunk.next;
        } else {
            chunk.previous.next = chunk.next;
        }
        if (chunk.next == null) {
            newest = chunk.previous;
        } else {
            chunk.next.previous = chunk.previous;
        }
        chunk.previous = null;
        chunk.next = null;
        spare = chunk;
        offer();
    }
}
