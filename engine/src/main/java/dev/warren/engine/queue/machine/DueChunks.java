package dev.warren.engine.queue.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The chunks of a [Chain] in which messages expire, as a heap: in front the one whose first
/// message expires soonest, the older one of equals. Owned by its chain.
///
/// A chunk goes by [Deadlines#earliest], which may be too early, because what has been delivered or
/// dropped is not looked for. Whoever has looked says so ([#later]).
final class DueChunks {

    private static final int CAPACITY_MIN = 4;
    private static final Chunk[] NONE = {};

    private Chunk[] heap = NONE;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /// No ready message expires before this; [Deadlines#NEVER] if none does at all.
    long soonest() {
        return count == 0 ? Deadlines.NEVER : earliest(heap[0]);
    }

    /// Null when nothing expires.
    @Nullable Chunk first() {
        return count == 0 ? null : heap[0];
    }

    /// The first has no message to give that expires later than this, or another chunk comes before
    /// it.
    long endOfFirst() {
        Chunk second = secondOrNull();
        if (second == null) {
            return Deadlines.NEVER;
        }
        long end = earliest(second);
        return second.number > heap[0].number ? end : end - 1;
    }

    private @Nullable Chunk secondOrNull() {
        if (count < 3) {
            return count < 2 ? null : heap[1];
        }
        return isBefore(heap[1], heap[2]) ? heap[1] : heap[2];
    }

    /// A message of the chunk has become ready that expires then.
    void sooner(Chunk chunk, long expiry) {
        if (expiry >= earliest(chunk)) {
            return;
        }
        setEarliest(chunk, expiry);
        if (chunk.duePlace < 0) {
            if (count == heap.length) {
                heap = Arrays.copyOf(heap, Math.max(CAPACITY_MIN, 2 * count));
            }
            put(count++, chunk);
        }
        rise(chunk.duePlace);
    }

    /// The ready messages of the chunk expire from then on only, or never.
    void later(Chunk chunk, long expiry) {
        setEarliest(chunk, expiry);
        if (expiry == Deadlines.NEVER) {
            remove(chunk);
        } else if (chunk.duePlace >= 0) {
            sink(chunk.duePlace);
        }
    }

    /// The chunk has no messages any more.
    void remove(Chunk chunk) {
        int place = chunk.duePlace;
        if (place < 0) {
            return;
        }
        chunk.duePlace = -1;
        Chunk last = heap[--count];
        Arrays.fill(heap, count, count + 1, null);
        if (last != chunk) {
            put(place, last);
            rise(place);
            sink(last.duePlace);
        }
    }

    void clear() {
        heap = NONE;
        count = 0;
    }

    private void rise(int from) {
        int place = from;
        Chunk chunk = heap[place];
        while (place > 0 && isBefore(chunk, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, chunk);
    }

    private void sink(int from) {
        int place = from;
        Chunk chunk = heap[place];
        for (int child = soonerChild(place); child > 0; child = soonerChild(place)) {
            if (!isBefore(heap[child], chunk)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, chunk);
    }

    /// Which of its children comes first, or -1 if it has none.
    private int soonerChild(int place) {
        int left = 2 * place + 1;
        if (left >= count) {
            return -1;
        }
        return left + 1 < count && isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private void put(int place, Chunk chunk) {
        heap[place] = chunk;
        chunk.duePlace = place;
    }

    private static boolean isBefore(Chunk a, Chunk b) {
        int compared = Long.compare(earliest(a), earliest(b));
        return compared == 0 ? a.number < b.number : compared < 0;
    }

    private static long earliest(Chunk chunk) {
        Deadlines deadlines = chunk.deadlines;
        return deadlines == null ? Deadlines.NEVER : deadlines.earliest;
    }

    private static void setEarliest(Chunk chunk, long expiry) {
        Deadlines deadlines = chunk.deadlines;
        if (deadlines != null) {
            deadlines.earliest = expiry;
        }
    }
}
