package dev.warren.engine.queue.machine;

import org.jspecify.annotations.Nullable;

/// Where the ready messages of one priority begin in a [Chain]. Owned by its [Levels].
///
/// The chunks count how many of each priority they have ready; what is kept here is in which chunk
/// to begin, and at which slot. Nothing of this priority is ready before that.
final class Level {

    private final int number;
    private long count;

    /// Null while there are none.
    private @Nullable Chunk front;

    private int firstSlot;

    /// Where to go on when the front has no more, if that is known not to be the next chunk.
    private @Nullable Chunk following;

    Level(int number) {
        this.number = number;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Chunk chunk, int slot) {
        chunk.countReady(number, 1);
        count++;
        Chunk first = front;
        if (first == null || chunk.number < first.number) {
            following = first;
            front = chunk;
            firstSlot = slot;
        } else if (chunk == first) {
            firstSlot = Math.min(firstSlot, slot);
        } else if (following != null && chunk.number < following.number) {
            following = chunk;
        }
    }

    void remove(Chunk chunk) {
        chunk.countReady(number, -1);
        if (--count == 0) {
            front = null;
            following = null;
        }
    }

    /// The chunk leaves the chain: nothing is ready in it.
    void leave(Chunk chunk) {
        if (front == chunk) {
            goOn(chunk);
        }
        if (following == chunk) {
            following = chunk.next;
        }
    }

    private void goOn(Chunk from) {
        front = following == null ? from.next : following;
        following = null;
        firstSlot = 0;
    }

    /// There has to be one.
    long first() {
        Chunk chunk = front;
        while (chunk != null && chunk.readyOf(number) == 0) {
            goOn(chunk);
            chunk = front;
        }
        int slot = chunk == null ? -1 : chunk.nextReady(firstSlot, number);
        if (chunk == null || slot < 0) {
            throw new IllegalStateException(
                    count + " messages of priority " + number + " are gone");
        }
        firstSlot = slot;
        return chunk.sequence(slot);
    }
}
