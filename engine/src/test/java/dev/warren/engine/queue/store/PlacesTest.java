package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.log.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final int CHUNK = PlaceChunk.SEQUENCES;

    private final Places places = new Places();

    @Test
    void messageIsHeldAndWritingUntilItIsPlaced() {
        places.begin(7, false);
        assertThat(places.isHeld(7)).isTrue();
        assertThat(places.isWriting(7)).isTrue();
        assertThat(places.isPlaced(7)).isFalse();
        assertThat(places.position(7)).isEqualTo(Position.NONE);

        places.place(7, Position.of(3, 640), 99);

        assertThat(places.isWriting(7)).isFalse();
        assertThat(places.position(7)).isEqualTo(Position.of(3, 640));
        assertThat(places.length(7)).isEqualTo(99);
        assertThat(places.held()).isEqualTo(1);
    }

    @Test
    void copyOnItsWayKeepsTheOldPlaceUntilItArrives() {
        places.begin(7, false);
        places.place(7, Position.of(3, 640), 99);

        places.rewrite(7);
        assertThat(places.isWriting(7)).isTrue();
        assertThat(places.position(7)).isEqualTo(Position.of(3, 640));
        places.place(7, Position.of(9, 64), 99);

        assertThat(places.position(7)).isEqualTo(Position.of(9, 64));
    }

    @Test
    void releasedMessageIsNotHeldAndItsPlaceStaysUntilItIsRemoved() {
        places.begin(7, false);
        places.release(7);
        assertThat(places.isHeld(7)).isFalse();
        assertThat(places.held()).isZero();

        places.place(7, Position.of(3, 640), 99);
        assertThat(places.position(7)).isEqualTo(Position.of(3, 640));
        places.remove(7);

        assertThat(places.position(7)).isEqualTo(Position.NONE);
        assertThat(places.isWriting(7)).isFalse();
    }

    @Test
    void spilledIsSaidOfEachMessageAndForgottenWithIt() {
        places.begin(1, true);
        places.begin(2, false);
        assertThat(places.isSpilled(1)).isTrue();
        assertThat(places.isSpilled(2)).isFalse();
        assertThat(places.isSpilled(3)).isFalse();

        places.release(1);
        places.remove(1);

        assertThat(places.isSpilled(1)).isFalse();
    }

    @Test
    void nextHeldPassesOverGapsOfAnyWidth() {
        long[] held = {0, 1, 63, 64, 200, CHUNK - 1, CHUNK, 5L * CHUNK + 3, 900L * CHUNK};
        for (long sequence : held) {
            places.begin(sequence, false);
        }
        places.release(64);

        assertThat(heldFrom(0)).containsExactly(0L, 1L, 63L, 200L, 1023L, 1024L, 5123L, 921600L);
        assertThat(places.nextHeld(201)).isEqualTo(1023);
        assertThat(places.nextHeld(3L * CHUNK)).isEqualTo(5123);
        assertThat(places.nextHeld(900L * CHUNK + 1)).isEqualTo(Places.NONE);
    }

    @Test
    void messagesMayBeFoundInAnyOrder() {
        long[] order = {5000, 3, 2500, 5001, 4, 2499};
        for (long sequence : order) {
            places.found(sequence, Position.of(1, 64 + sequence), 10, (int) sequence);
        }
        places.found(4, Position.of(2, 64), 11, 4);

        assertThat(heldFrom(0)).containsExactly(3L, 4L, 2499L, 2500L, 5000L, 5001L);
        assertThat(places.position(2500)).isEqualTo(Position.of(1, 2564));
        assertThat(places.position(4)).isEqualTo(Position.of(2, 64));
        assertThat(places.size(5000)).isEqualTo(5000);
        assertThat(places.held()).isEqualTo(6);
        places.dropSizes();
        assertThat(places.size(5000)).isZero();
    }

    @Test
    void tableOfFilesForgetsThoseInWhichNothingIsAnyMore() {
        for (int sequence = 0; sequence < CHUNK; sequence++) {
            places.begin(sequence, false);
        }

        for (int round = 0; round < 5; round++) {
            for (int sequence = 0; sequence < CHUNK; sequence++) {
                places.rewrite(sequence);
                places.place(sequence, of(round, sequence), 10);
            }
        }

        for (int sequence = 0; sequence < CHUNK; sequence++) {
            assertThat(places.position(sequence)).isEqualTo(of(4, sequence));
        }
    }

    @Test
    void tableOfFilesMayOverflowAnywhereInTheChunk() {
        for (int sequence = 0; sequence < CHUNK; sequence++) {
            places.begin(sequence, false);
            places.place(sequence, of(0, sequence), 10);
        }

        for (int round = 1; round < 5000; round++) {
            places.place(17, of(round, 17), 10);
        }

        assertThat(places.position(17)).isEqualTo(of(4999, 17));
        for (int sequence = 18; sequence < CHUNK; sequence++) {
            assertThat(places.position(sequence)).isEqualTo(of(0, sequence));
        }
    }

    private static long of(int round, int sequence) {
        return Position.of(1L + round * 2000L + sequence, 64 + sequence);
    }

    @Test
    void chunkThatIsUsedAgainRemembersNothing() {
        for (int sequence = 0; sequence < CHUNK; sequence++) {
            places.begin(sequence, true);
            places.place(sequence, Position.of(1, 64), 10);
        }
        for (int sequence = 0; sequence < CHUNK; sequence++) {
            places.release(sequence);
            places.remove(sequence);
        }

        places.begin(CHUNK + 5, false);

        assertThat(heldFrom(0)).containsExactly(CHUNK + 5L);
        assertThat(places.isSpilled(CHUNK + 5)).isFalse();
        assertThat(places.isPlaced(CHUNK + 5)).isFalse();
        assertThat(places.isWriting(CHUNK + 6)).isFalse();
    }

    @Test
    void indexOfAnEmptyQueueCountsForNothing() {
        for (int sequence = 0; sequence < 3 * CHUNK; sequence++) {
            places.begin(sequence, false);
        }
        assertThat(places.indexBytes()).isEqualTo(3L * PlaceChunk.FULL_BYTES);

        for (int sequence = 0; sequence < 3 * CHUNK; sequence++) {
            places.release(sequence);
            places.remove(sequence);
        }

        assertThat(places.indexBytes()).isZero();
        places.begin(3 * CHUNK, false);
        assertThat(places.indexBytes()).isEqualTo(PlaceChunk.FULL_BYTES);
    }

    private List<Long> heldFrom(long from) {
        List<Long> all = new ArrayList<>();
        for (long at = places.nextHeld(from); at != Places.NONE; at = places.nextHeld(at + 1)) {
            all.add(at);
        }
        return all;
    }
}
