package dev.warren.engine.queue.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfFileTest {

    private static final long BLOCKS_MAX = 1_000;

    @TempDir private Path directory;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean mayGrow = true;
    private ShelfFile file;
    private Shelf shelf;

    @BeforeEach
    void open() throws IOException {
        open(0, BLOCKS_MAX);
    }

    private void open(long keptMax, long blocksMax) throws IOException {
        file =
                ShelfFile.create(
                        path(),
                        tasks::add,
                        () -> mayGrow,
                        keptMax * ShelfFile.BLOCK_BYTES,
                        blocksMax * ShelfFile.BLOCK_BYTES);
        shelf = file.make();
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void blockIsTheSameBeforeAndAfterItIsWritten() throws IOException {
        Shelved block = shelf.shelve(words(1));
        assertHolds(block, 1);

        write();

        assertThat(Files.size(path())).isEqualTo(ShelfFile.BLOCK_BYTES);
        assertHolds(block, 1);
    }

    @Test
    void placeOfAReleasedBlockIsUsedAgainAndReadAnew() throws IOException {
        Shelved first = shelf.shelve(words(1));
        Shelved second = shelf.shelve(words(2));
        write();
        assertHolds(first, 1);

        first.release();
        Shelved third = shelf.shelve(words(3));
        write();

        assertThat(Files.size(path())).isEqualTo(2 * ShelfFile.BLOCK_BYTES);
        assertHolds(second, 2);
        assertHolds(third, 3);
    }

    @Test
    void blockThatIsReleasedBeforeItIsWrittenTakesNoPlace() throws IOException {
        Shelved gone = shelf.shelve(words(1));
        gone.release();
        Shelved kept = shelf.shelve(words(2));

        write();

        assertThat(Files.size(path())).isEqualTo(ShelfFile.BLOCK_BYTES);
        assertHolds(kept, 2);
    }

    @Test
    void blockThatIsReleasedWhileItIsWrittenGivesItsPlaceBack() throws IOException {
        LaneShelf lane = (LaneShelf) shelf;
        ShelvedBlock block = new ShelvedBlock(lane, words(1));

        block.release();

        assertThat(block.written(0)).isFalse();
    }

    @Test
    void asManyAsMayStayInMemoryAreNotWrittenAndThenTheOldestAre() throws IOException {
        close();
        open(2, BLOCKS_MAX);
        Shelved first = shelf.shelve(words(1));
        Shelved second = shelf.shelve(words(2));
        assertThat(tasks).isEmpty();

        Shelved third = shelf.shelve(words(3));
        write();

        assertThat(Files.size(path())).isEqualTo(ShelfFile.BLOCK_BYTES);
        assertHolds(first, 1);
        assertHolds(second, 2);
        assertHolds(third, 3);
    }

    @Test
    void blockThatIsReleasedWhileItMayStayIsNeverWritten() throws IOException {
        close();
        open(1, BLOCKS_MAX);
        for (int i = 0; i < ShelfFile.WAITING_MAX; i++) {
            shelf.shelve(words(i)).release();
        }
        Shelved kept = shelf.shelve(words(1));
        write();

        assertThat(Files.size(path())).isZero();
        assertThat(shelf.hasRoom()).isTrue();
        assertHolds(kept, 1);
    }

    @Test
    void takesNoMoreThanMayWait() {
        for (int i = 0; i < ShelfFile.WAITING_MAX; i++) {
            assertThat(shelf.hasRoom()).isTrue();
            shelf.shelve(words(i));
        }
        assertThat(shelf.hasRoom()).isFalse();
        assertThat(tasks).as("one task for all").hasSize(1);

        write();

        assertThat(shelf.hasRoom()).isTrue();
    }

    @Test
    void blocksWaitInMemoryWhileTheFileMayNotGrow() throws IOException {
        mayGrow = false;
        Shelved block = shelf.shelve(words(1));
        write();
        assertThat(Files.size(path())).isZero();
        assertHolds(block, 1);

        mayGrow = true;
        Shelved next = shelf.shelve(words(2));
        write();

        assertThat(Files.size(path())).isEqualTo(2 * ShelfFile.BLOCK_BYTES);
        assertHolds(block, 1);
        assertHolds(next, 2);
    }

    @Test
    void fileKeepsToItsLimitAndGoesOnWhenThereIsRoom() throws IOException {
        file.close();
        open(0, 2);
        List<Shelved> blocks = shelve(0, 3);
        write();
        assertThat(Files.size(path())).isEqualTo(2 * ShelfFile.BLOCK_BYTES);
        assertHolds(blocks.get(2), 2);

        blocks.get(0).release();
        write();

        assertThat(Files.size(path())).isEqualTo(2 * ShelfFile.BLOCK_BYTES);
        assertHolds(blocks.get(1), 1);
        assertHolds(blocks.get(2), 2);
    }

    @Test
    void fileIsCutWhenItsEndIsFree() throws IOException {
        List<Shelved> blocks = shelve(0, 400);
        write();

        blocks.subList(3, 400).forEach(Shelved::release);
        write();

        assertThat(Files.size(path())).isEqualTo(3 * ShelfFile.BLOCK_BYTES);
        assertHolds(blocks.get(2), 2);
        Shelved again = shelf.shelve(words(9));
        write();
        assertHolds(again, 9);
    }

    @Test
    void disksRefusalKeepsBlocksInMemory() throws IOException {
        file.close();
        Shelved block = shelf.shelve(words(1));

        write();

        assertHolds(block, 1);
        assertThat(file.failed().toCompletableFuture()).isNotDone();
    }

    @Test
    void blockThatCannotBeReadBackIsAFailureAndNoOtherBlock() throws IOException {
        Shelved block = shelf.shelve(words(1));
        write();
        try (RandomAccessFile raw = new RandomAccessFile(path().toFile(), "rw")) {
            raw.setLength(5_000);
        }

        assertThat(block.word(0)).isEqualTo(words(1)[0]);
        assertThatThrownBy(() -> block.word(2_000)).isInstanceOf(UncheckedIOException.class);

        assertThat(file.failed().toCompletableFuture()).isDone();
    }

    @Test
    void fileOfAnEarlierProcessIsGone() throws IOException {
        shelf.shelve(words(1));
        write();

        ShelfFile other = ShelfFile.create(path(), tasks::add, () -> true, 0, 1 << 20);

        assertThat(Files.size(path())).isZero();
        other.close();
        assertThat(path()).doesNotExist();
    }

    /// Several lanes and the real thread.
    @Test
    void lanesShelveAskAndReleaseWhileItIsWritten() throws Exception {
        file.close();
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                ExecutorService lanes = Executors.newFixedThreadPool(3)) {
            file = ShelfFile.create(path(), writer, () -> true, 0, 100L * ShelfFile.BLOCK_BYTES);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int seed = i;
                all.add(lanes.submit(() -> work(file.make(), new Random(seed))));
            }
            for (var each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(file.failed().toCompletableFuture()).isNotDone();
    }

    private static void work(Shelf shelf, Random random) {
        ArrayDeque<Integer> seeds = new ArrayDeque<>();
        ArrayDeque<Shelved> blocks = new ArrayDeque<>();
        for (int i = 0; i < 3_000; i++) {
            if (shelf.hasRoom() && blocks.size() < 40 && random.nextBoolean()) {
                int seed = random.nextInt();
                seeds.add(seed);
                blocks.add(shelf.shelve(words(seed)));
            } else if (!blocks.isEmpty()) {
                int seed = seeds.remove();
                Shelved block = blocks.remove();
                int index = random.nextInt(Shelf.WORDS);
                assertThat(block.word(index)).isEqualTo(words(seed)[index]);
                if (random.nextBoolean()) {
                    block.release();
                } else {
                    seeds.add(seed);
                    blocks.add(block);
                }
            }
        }
    }

    private List<Shelved> shelve(int from, int to) {
        List<Shelved> blocks = new ArrayList<>();
        for (int i = from; i < to; i++) {
            blocks.add(shelf.shelve(words(i)));
        }
        return blocks;
    }

    private void write() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private Path path() {
        return directory.resolve("shelf");
    }

    private static void assertHolds(Shelved block, int seed) {
        long[] expected = words(seed);
        long[] copy = new long[Shelf.WORDS];
        block.copyTo(copy);
        assertThat(copy).isEqualTo(expected);
        for (int i = 0; i < Shelf.WORDS; i += 100) {
            assertThat(block.word(i)).isEqualTo(expected[i]);
        }
    }

    private static long[] words(int seed) {
        long[] words = new long[Shelf.WORDS];
        Arrays.setAll(words, i -> seed * 1_000_003L + i);
        return words;
    }
}
