package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The heap of chunks against a list that is searched.
class DueChunksTest {

    private static final int SEEDS = 300;
    private static final int STEPS = 200;

    private final DueChunks due = new DueChunks();

    @Test
    void withoutChunksNothingIsDue() {
        assertThat(due.first()).isNull();
        assertThat(due.soonest()).isEqualTo(Deadlines.NEVER);
        assertThat(due.endOfFirst()).isEqualTo(Deadlines.NEVER);
    }

    @Test
    void firstGivesUpToTheSecondAndWithItIfItIsOlder() {
        Chunk young = chunk(7);
        Chunk old = chunk(3);
        due.sooner(young, 100);
        due.sooner(old, 120);
        assertThat(due.first()).isSameAs(young);
        assertThat(due.endOfFirst()).isEqualTo(119);

        due.sooner(old, 90);
        assertThat(due.first()).isSameAs(old);
        assertThat(due.endOfFirst()).isEqualTo(100);
    }

    @Test
    void heapEqualsASearchedList() {
        for (long seed = 0; seed < SEEDS; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) {
        Random random = new Random(seed);
        DueChunks due = new DueChunks();
        List<Chunk> chunks = new ArrayList<>();
        for (int number = 0; number < 1 + random.nextInt(20); number++) {
            chunks.add(chunk(number));
        }
        for (int step = 0; step < STEPS; step++) {
            Chunk chunk = chunks.get(random.nextInt(chunks.size()));
            switch (random.nextInt(4)) {
                case 0, 1 -> due.sooner(chunk, random.nextInt(50));
                case 2 -> {
                    if (chunk.duePlace >= 0) {
                        due.later(
                                chunk,
                                random.nextInt(4) == 0
                                        ? Deadlines.NEVER
                                        : earliest(chunk) + random.nextInt(50));
                    }
                }
                default -> {
                    due.remove(chunk);
                    chunk.deadlines = new Deadlines();
                }
            }
            compare("seed " + seed + " step " + step, due, chunks);
        }
    }

    private static void compare(String at, DueChunks due, List<Chunk> chunks) {
        List<Chunk> expected =
                chunks.stream()
                        .filter(chunk -> earliest(chunk) != Deadlines.NEVER)
                        .sorted(
                                Comparator.comparingLong(DueChunksTest::earliest)
                                        .thenComparingLong(chunk -> chunk.number))
                        .toList();
        assertThat(due.first()).as(at).isSameAs(expected.isEmpty() ? null : expected.getFirst());
        if (expected.size() > 1) {
            Chunk second = expected.get(1);
            long end = earliest(second);
            assertThat(due.endOfFirst())
                    .as(at)
                    .isEqualTo(second.number > expected.getFirst().number ? end : end - 1);
        }
    }

    private static long earliest(Chunk chunk) {
        Deadlines deadlines = chunk.deadlines;
        return deadlines == null ? Deadlines.NEVER : deadlines.earliest;
    }

    private static Chunk chunk(long number) {
        Chunk chunk = new Chunk(number);
        chunk.deadlines = new Deadlines();
        return chunk;
    }
}
