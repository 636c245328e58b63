package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.shelf.Shelved;

/// What the messages of one [Chunk] are like, on the [Shelf]: two words each.
///
/// ```
///   size, 32 bits | level, 8 bits | 0     expiry, 64 bits
/// ```
///
/// Owned by the machine.
final class ShelvedSlots {

    private static final int WORDS_EACH = Shelf.WORDS / Chunk.SEQUENCES;
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
                int at = WORDS_EACH * slot;
                words[at] = chunk.size(slot) & SIZE_MASK | (long) chunk.level(slot) << Integer.SIZE;
                words[at + 1] = chunk.expiry(slot);
            }
        }
        return new ShelvedSlots(shelf.shelve(words));
    }

    int size(int slot) {
        return (int) words.word(WORDS_EACH * slot);
    }

    int level(int slot) {
        return (int) (words.word(WORDS_EACH * slot) >>> Integer.SIZE);
    }

    long expiry(int slot) {
        return words.word(WORDS_EACH * slot + 1);
    }

    void release() {
        words.release();
    }
}
