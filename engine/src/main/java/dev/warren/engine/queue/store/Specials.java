package dev.warren.engine.queue.store;

import dev.warren.engine.queue.data.LongMap;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.shelf.Shelved;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What recovery has found of the [Special] messages of one queue, until the queue has heard of it.
/// Owned like its [Places].
///
/// They come more or less in order. As soon as there are many for 1,024 neighbouring sequences, and
/// one behind these comes, they go to the shelf:
///
/// ```
///   time to live, 64 bits     time of enqueueing, 48 bits | 1 | 0, 6 bits | priority + 1, 9 bits
/// ```
final class Specials {

    /// With fewer a block of the shelf would be a waste.
    private static final int SHELVED_MIN = 64;

    private static final int WORDS_EACH = Shelf.WORDS / PlaceChunk.SEQUENCES;
    private static final int IS_THERE = 1 << 15;
    private static final int PRIORITY_MASK = (1 << 9) - 1;
    private static final long NO_CHUNK = -1;
    private static final long NO_LOOSE = Long.MAX_VALUE;

    private final Shelf shelf;

    /// By sequence: those that are not shelved, or have come again since.
    private final LongMap<Special> bySequence = new LongMap<>();

    /// None of these is before it: mostly what came last, so that the others need not be looked
    /// for.
    private long firstLoose = NO_LOOSE;

    /// By number of the chunk.
    private final LongMap<Shelved> shelved = new LongMap<>();

    /// Where the last one belonged, and how many came for it without a break.
    private long chunk = NO_CHUNK;

    private int count;

    /// The first of these, by sequence.
    private final long[] firsts = new long[SHELVED_MIN];

    /// The words of that chunk, once there are so many that they will be shelved.
    private long @Nullable [] block;

    /// The words of the chunk that was asked for last.
    private long[] words = {};

    private long wordsChunk = NO_CHUNK;

    Specials(Shelf shelf) {
        this.shelf = shelf;
    }

    void add(long sequence, Special special) {
        long number = sequence >> PlaceChunk.SHIFT;
        if (number != chunk) {
            leave();
            chunk = number;
            count = 0;
        }
        if (count < SHELVED_MIN) {
            firsts[count] = sequence;
        } else if (count == SHELVED_MIN && shelved.get(number) == null && shelf.hasRoom()) {
            gather();
        }
        count++;
        long[] into = block;
        if (into == null) {
            putLoose(sequence, special);
        } else {
            write(special, into, WORDS_EACH * PlaceChunk.slot(sequence));
        }
    }

    private void gather() {
        long[] gathered = new long[Shelf.WORDS];
        for (long sequence : firsts) {
            Special special = bySequence.remove(sequence);
            if (special != null) {
                write(special, gathered, WORDS_EACH * PlaceChunk.slot(sequence));
            }
        }
        block = gathered;
        if (bySequence.isEmpty()) {
            firstLoose = NO_LOOSE;
        }
    }

    private void leave() {
        long[] full = block;
        block = null;
        if (full == null) {
            return;
        }
        if (shelf.hasRoom()) {
            shelved.put(chunk, shelf.shelve(full));
            return;
        }
        for (int slot = 0; slot < PlaceChunk.SEQUENCES; slot++) {
            Special special = readOrNull(full, WORDS_EACH * slot);
            if (special != null) {
                putLoose((chunk << PlaceChunk.SHIFT) + slot, special);
            }
        }
    }

    private void putLoose(long sequence, Special special) {
        bySequence.put(sequence, special);
        firstLoose = Math.min(firstLoose, sequence);
    }

    private static void write(Special special, long[] into, int at) {
        into[at] = special.ttlMillis();
        into[at + 1] = special.enqueuedMillis() << Short.SIZE | IS_THERE | special.priority() + 1;
    }

    private static @Nullable Special readOrNull(long[] from, int at) {
        long second = from[at + 1];
        return (second & IS_THERE) == 0
                ? null
                : new Special(second >> Short.SIZE, from[at], (int) (second & PRIORITY_MASK) - 1);
    }

    /// It is neither held nor on its way any more, and may be asked for no more.
    void remove(long sequence) {
        bySequence.remove(sequence);
    }

    /// Null where there is nothing to know.
    @Nullable Special getOrNull(long sequence) {
        Special loose = sequence < firstLoose ? null : bySequence.get(sequence);
        if (loose != null) {
            return loose;
        }
        long number = sequence >> PlaceChunk.SHIFT;
        int at = WORDS_EACH * PlaceChunk.slot(sequence);
        long[] latest = block;
        if (latest != null && number == chunk) {
            return readOrNull(latest, at);
        }
        return number == wordsChunk || load(number) ? readOrNull(words, at) : null;
    }

    private boolean load(long number) {
        Shelved found = shelved.get(number);
        if (found == null) {
            return false;
        }
        words = words.length == 0 ? new long[Shelf.WORDS] : words;
        found.copyTo(words);
        wordsChunk = number;
        return true;
    }

    /// Forgets everything.
    void clear() {
        bySequence.clear();
        firstLoose = NO_LOOSE;
        List<Shelved> all = new ArrayList<>();
        shelved.forEach(all::add);
        shelved.clear();
        all.forEach(Shelved::release);
        words = new long[0];
        wordsChunk = NO_CHUNK;
        block = null;
        chunk = NO_CHUNK;
        count = 0;
    }
}
