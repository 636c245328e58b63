package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.shelf.Shelved;

/// What the messages of one [Chunk] are like, on the [Shelf]: two words each. Owned by the machine.
///
/// ```
///   1,024 x (size, 32 bits | level, 8 bits | 0)     1,024 x (expiry, 64 bits)
/// ```
///
/// Who goes through levels or expiries only reads half of it.
final class ShelvedSlots {

    /// Where the expiries begin.
    private static final int EXPIRIES = Shelf.WORDS / 2;

    private static final long SIZE_MASK = 0xFFFFFFFFL;

    private final Shelved words;

    private ShelvedSlots(Shelved words) {
        this.words = words;
    }

    /// Only of what is alive: nobody asks for the rest.
    static ShelvedSlots of(Chunk chunk, Shelf shelf) {
        long[] words = new long[Shelf.WORDS];
        for (int slot = 0; slot < Chunk.SEQUENCES; slot++) {
            if (chunk.isReady(slot) || chunk.isUnacked(slot)) {
                words[slot] =
                        chunk.size(slot) & SIZE_MASK | (long) chunk.level(slot) << Integer.SIZE;
                words[EXPIRIES + slot] = chunk.expiry(slot);
            }
        }
        return new ShelvedSlots(shelf.shelve(words));
    }

    int size(int slot) {
        return (int) words.word(slot);
    }

    int level(int slot) {
        return (int) (words.word(slot) >>> Integer.SIZE);
    }

    long expiry(int slot) {
        return words.word(EXPIRIES + slot);
    }

    void release() {
        words.release();
    }
}
