package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.queue.shelf.MemoryShelf;
import dev.warren.engine.queue.shelf.Shelf;
import org.junit.jupiter.api.Test;

/// What a start knows of messages that expire or have priorities waits on the shelf.
class SpecialsTest {

    private static final int MANY = 5_000;

    private final MemoryShelf shelf = new MemoryShelf(() -> true);

    @Test
    void manyAreShelvedAndKnownAllTheSame() {
        Specials specials = new Specials(shelf);

        for (long sequence = 0; sequence < MANY; sequence++) {
            specials.add(sequence, special(sequence));
        }

        assertThat(shelf.held()).isEqualTo(MANY / PlaceChunk.SEQUENCES);
        for (long sequence = 0; sequence < MANY; sequence++) {
            assertThat(specials.getOrNull(sequence)).isEqualTo(special(sequence));
        }
        assertThat(specials.getOrNull(MANY)).isNull();
    }

    @Test
    void fewAreNotWorthABlock() {
        Specials specials = new Specials(shelf);

        for (long sequence = 0; sequence < MANY; sequence += 100) {
            specials.add(sequence, special(sequence));
        }

        assertThat(shelf.held()).isZero();
        assertThat(specials.getOrNull(4_900)).isEqualTo(special(4_900));
        assertThat(specials.getOrNull(4_901)).isNull();
    }

    @Test
    void neighbourOfShelvedOnesThatIsPlainStaysPlain() {
        Specials specials = new Specials(shelf);

        for (long sequence = 0; sequence < MANY; sequence += 2) {
            specials.add(sequence, special(sequence));
        }

        assertThat(shelf.held()).isEqualTo(MANY / PlaceChunk.SEQUENCES);
        assertThat(specials.getOrNull(1)).isNull();
        assertThat(specials.getOrNull(2)).isEqualTo(special(2));
    }

    /// A copy of a message says the same as the first record did, and comes later.
    @Test
    void oneThatComesAgainIsKnownByItsCopy() {
        Specials specials = new Specials(shelf);
        for (long sequence = 0; sequence < MANY; sequence++) {
            specials.add(sequence, special(sequence));
        }

        specials.add(7, new Special(1, 2, 3));

        assertThat(specials.getOrNull(7)).isEqualTo(new Special(1, 2, 3));
        assertThat(specials.getOrNull(8)).isEqualTo(special(8));
    }

    @Test
    void refusedOnesStayInMemory() {
        Specials specials = new Specials(Shelf.NONE);

        for (long sequence = 0; sequence < MANY; sequence++) {
            specials.add(sequence, special(sequence));
        }

        assertThat(specials.getOrNull(0)).isEqualTo(special(0));
        assertThat(specials.getOrNull(MANY - 1)).isEqualTo(special(MANY - 1));
    }

    @Test
    void blocksAreGivenBack() {
        Specials specials = new Specials(shelf);
        for (long sequence = 0; sequence < MANY; sequence++) {
            specials.add(sequence, special(sequence));
        }

        specials.clear();

        assertThat(shelf.held()).isZero();
    }

    private static Special special(long sequence) {
        long ttl = sequence % 3 == 0 ? Long.MAX_VALUE : sequence * 1_000_000_007L;
        return new Special(1_700_000_000_000L + sequence, ttl, (int) (sequence % 257) - 1);
    }
}
