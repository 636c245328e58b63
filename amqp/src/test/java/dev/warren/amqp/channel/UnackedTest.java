package dev.warren.amqp.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnackedTest {

    private record Entry(long tag, String queue, long sequence, boolean isCounted) {}

    private final TestQueues queues = new TestQueues(new StepLanes(1, 0).lane(0));
    private final Queue a = queues.queue("a");
    private final Queue b = queues.queue("b");
    private final Unacked unacked = new Unacked();
    private final List<Entry> settled = new ArrayList<>();

    @Test
    void takesAllInTheOrderOfTags() {
        add(1, 2, 3);

        unacked.takeAll(this::note);

        assertThat(settled).extracting(Entry::tag).containsExactly(1L, 2L, 3L);
        assertThat(unacked.size()).isZero();
    }

    @Test
    void showsWhatWasAdded() {
        unacked.add(7, b, 99, true);

        unacked.take(unacked.find(7), this::note);

        assertThat(settled).containsExactly(new Entry(7, "b", 99, true));
    }

    @Test
    void takesUpToAPlaceAndLeavesTheRest() {
        add(1, 2, 3, 4);

        unacked.takeUpTo(unacked.find(3), this::note);

        assertThat(settled).extracting(Entry::tag).containsExactly(1L, 2L, 3L);
        assertThat(unacked.find(4)).isNotNegative();
        assertThat(unacked.size()).isEqualTo(1);
    }

    @Test
    void takesWhatAQueueWantsBack() {
        unacked.add(1, a, 10, true);
        unacked.add(2, b, 10, true);
        unacked.add(3, a, 11, false);
        unacked.add(4, a, 12, true);

        unacked.takeOf(a, new long[] {10, 12, 99}, this::note);

        assertThat(settled).extracting(Entry::tag).containsExactly(1L, 4L);
        assertThat(unacked.find(2)).isNotNegative();
        assertThat(unacked.find(3)).isNotNegative();
    }

    @Test
    void findsTheLastEntryUpToATag() {
        add(1, 2, 3);
        unacked.take(unacked.find(2), this::note);

        unacked.takeUpTo(unacked.findUpTo(2), this::note);

        assertThat(settled).extracting(Entry::tag).containsExactly(2L, 1L);
        assertThat(unacked.findUpTo(2)).isNegative();
        assertThat(unacked.findUpTo(9)).isNotNegative();
    }

    @Test
    void aHoleIsNotFoundAndNotTakenAgain() {
        add(1, 2, 3);
        unacked.take(unacked.find(2), this::note);

        assertThat(unacked.find(2)).isNegative();

        unacked.takeAll(this::note);

        assertThat(settled).extracting(Entry::tag).containsExactly(2L, 1L, 3L);
    }

    @Test
    void tagsThatNeverWereAreNotFound() {
        add(5, 9);

        assertThat(List.of(0L, 4L, 6L, 8L, 10L, Long.MAX_VALUE, -1L))
                .allMatch(tag -> unacked.find(tag) < 0);
    }

    @Test
    void tagsFarApartAreFound() {
        add(1, 1_000, 1_000_000_000_000L);

        assertThat(unacked.find(1_000_000_000_000L)).isNotNegative();
    }

    @Test
    void restoredEntryIsFoundInTheHoleThatItLeft() {
        add(1, 2, 3);
        unacked.take(unacked.find(2), this::note);

        unacked.restore(2, a, 2, true);

        assertThat(unacked.find(2)).isNotNegative();
        assertThat(unacked.size()).isEqualTo(3);
    }

    @Test
    void restoredEntriesStandInOrderAgain() {
        add(1, 2, 3, 4);
        unacked.takeUpTo(unacked.find(3), this::note);
        settled.clear();

        unacked.restore(1, a, 1, true);
        unacked.restore(2, a, 2, true);
        unacked.restore(3, a, 3, true);
        unacked.takeAll(this::note);

        assertThat(settled).extracting(Entry::tag).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void namesEachQueueThatHoldsSomething() {
        unacked.add(1, a, 1, true);
        unacked.add(2, b, 1, true);
        unacked.take(unacked.find(1), this::note);
        List<Queue> named = new ArrayList<>();

        unacked.forEachQueue(named::add);

        assertThat(named).containsExactly(b);
    }

    @Test
    void countsOnlyWhatCounts() {
        unacked.add(1, a, 1, true);
        unacked.add(2, a, 2, false);
        unacked.add(3, a, 3, true);
        unacked.take(unacked.find(1), this::note);

        assertThat(unacked.countedSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void behavesAsASortedMap(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, Entry> model = new TreeMap<>();
        List<Entry> takenByTransaction = new ArrayList<>();
        long lastTag = 0;
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    lastTag += random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
                    Entry entry = new Entry(lastTag, "a", random.nextLong(), random.nextBoolean());
                    model.put(lastTag, entry);
                    unacked.add(lastTag, a, entry.sequence(), entry.isCounted());
                }
                case 4 -> takeOne(model, random, lastTag);
                case 5 -> takenByTransaction.addAll(takeOne(model, random, lastTag));
                case 6 -> {
                    if (random.nextInt(20) == 0) {
                        takeUpTo(model, random, lastTag);
                    }
                }
                default -> {
                    if (random.nextInt(30) == 0) {
                        for (Entry entry : takenByTransaction) {
                            model.put(entry.tag(), entry);
                            unacked.restore(entry.tag(), a, entry.sequence(), entry.isCounted());
                        }
                        takenByTransaction.clear();
                    }
                }
            }
            assertThat(unacked.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
        }
        settled.clear();
        assertThat(unacked.countedSize())
                .isEqualTo((int) model.values().stream().filter(Entry::isCounted).count());

        unacked.takeAll(this::note);

        assertThat(settled).as("seed %d", seed).containsExactlyElementsOf(model.values());
    }

    private List<Entry> takeOne(NavigableMap<Long, Entry> model, Random random, long lastTag) {
        long tag = 1 + random.nextLong(lastTag + 1);
        int place = unacked.find(tag);
        assertThat(place >= 0).as("tag %d", tag).isEqualTo(model.containsKey(tag));
        if (place < 0) {
            return List.of();
        }
        settled.clear();
        unacked.take(place, this::note);
        assertThat(settled).containsExactly(model.remove(tag));
        return List.copyOf(settled);
    }

    private void takeUpTo(NavigableMap<Long, Entry> model, Random random, long lastTag) {
        int place = unacked.find(1 + random.nextLong(lastTag + 1));
        if (place < 0) {
            return;
        }
        settled.clear();
        unacked.takeUpTo(place, this::note);
        var taken = model.headMap(settled.getLast().tag(), true);
        assertThat(settled).containsExactlyElementsOf(taken.values());
        taken.clear();
    }

    private void add(long... tags) {
        for (long tag : tags) {
            unacked.add(tag, a, tag, true);
        }
    }

    private void note(long tag, Queue queue, long sequence, boolean isCounted) {
        settled.add(new Entry(tag, queue.identity().name().toString(), sequence, isCounted));
    }
}
