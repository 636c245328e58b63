package dev.warren.engine.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which keys are taken, against a plain map and a clock that the test sets.
class DuplicatesTest {

    private static final Seeds SEEDS = Seeds.of(300);

    /// Counts what is taken, and gives no more than it has.
    private static final class Room implements KeyRoom {
        long limit = Long.MAX_VALUE;
        long taken;
        long forgotten;

        @Override
        public boolean mayTake(long bytes) {
            return taken + bytes <= limit;
        }

        @Override
        public void taken(long bytes) {
            taken += bytes;
        }

        @Override
        public void forgotten(long keys) {
            forgotten += keys;
        }

        @Override
        public long salt() {
            return 0x1234_5678_9ABC_DEF0L;
        }
    }

    private final Room room = new Room();

    /// Sequences of messages that are in the queue.
    private final TreeSet<Long> there = new TreeSet<>();

    private Duplicates duplicates() {
        Duplicates made = new Duplicates(there::contains, there::size);
        made.limitBy(room);
        return made;
    }

    private static KeyMark key(long key, long until) {
        return new KeyMark(KeyMark.QUEUE, key, key * 31, until);
    }

    private static KeyMark present(long key) {
        return new KeyMark(KeyMark.PRESENT, key, key * 31, 0);
    }

    @Test
    void keyIsTakenUntilItsTimeIsOver() {
        Duplicates duplicates = duplicates();

        duplicates.add(key(1, 1_000), 0, 0);

        assertThat(duplicates.has(List.of(key(1, 0)), 999)).isTrue();
        assertThat(duplicates.has(List.of(key(1, 0)), 1_000)).isFalse();
        assertThat(duplicates.has(List.of(key(2, 0)), 0)).isFalse();
    }

    @Test
    void scopesDoNotMeet() {
        Duplicates duplicates = duplicates();

        duplicates.add(new KeyMark(7, 1, 1, 1_000), 0, 0);

        assertThat(duplicates.has(List.of(new KeyMark(7, 1, 1, 0)), 0)).isTrue();
        assertThat(duplicates.has(List.of(new KeyMark(8, 1, 1, 0)), 0)).isFalse();
        assertThat(duplicates.has(List.of(new KeyMark(KeyMark.QUEUE, 1, 1, 0)), 0)).isFalse();
    }

    @Test
    void oldestGoesWhenThereAreTooMany() {
        Duplicates duplicates = duplicates();

        for (int i = 0; i < 4; i++) {
            duplicates.add(new KeyMark(KeyMark.QUEUE, i, i, 1_000, 3), i, 0);
        }

        assertThat(duplicates.has(List.of(new KeyMark(0, 0, 0, 0)), 0)).isFalse();
        assertThat(duplicates.has(List.of(new KeyMark(0, 1, 1, 0)), 0)).isTrue();
        assertThat(duplicates.has(List.of(new KeyMark(0, 3, 3, 0)), 0)).isTrue();
        assertThat(room.forgotten).isOne();
    }

    @Test
    void memoryOfTheNodeIsALimit() {
        room.limit = 40_000;
        Duplicates duplicates = duplicates();

        for (int i = 0; i < 100_000; i++) {
            duplicates.add(key(i, Long.MAX_VALUE), i, 0);
        }

        assertThat(room.taken).isBetween(10_000L, 40_000L);
        assertThat(room.forgotten).isGreaterThan(98_000);
        assertThat(duplicates.has(List.of(key(99_999, 0)), 0)).isTrue();
    }

    @Test
    void exchangesBeyondTheLimitPushOutOthers() {
        Duplicates duplicates = duplicates();
        for (int scope = 1; scope <= Duplicates.SCOPES_MAX; scope++) {
            duplicates.add(new KeyMark(scope, 1, 1, scope == 5 ? 10 : 1_000), 0, 0);
        }

        duplicates.add(new KeyMark(1_000, 1, 1, 1_000), 0, 500);

        assertThat(duplicates.has(List.of(new KeyMark(1, 1, 1, 0)), 0)).isTrue();
        assertThat(duplicates.has(List.of(new KeyMark(5, 1, 1, 0)), 0)).isFalse();
    }

    @Test
    void nothingIsHeldWhenAllIsOver() {
        Duplicates duplicates = duplicates();
        for (int i = 0; i < 10_000; i++) {
            duplicates.add(key(i, i), i, 0);
        }

        boolean isMore = true;
        while (isMore) {
            isMore = duplicates.end(20_000, 1_000);
        }

        assertThat(duplicates.isEmpty()).isTrue();
        assertThat(room.taken).isZero();
    }

    /// Random keys with times of their own; the naive one looks at all of them.
    @Test
    void windowSaysWhatAMapSays() {
        SEEDS.play(seed -> {
            Random random = new Random(seed);
            Duplicates duplicates = duplicates();
            Map<Long, Long> untils = new HashMap<>();
            int keys = 1 + random.nextInt(2_000);
            int window = 1 + random.nextInt(5_000);
            long now = random.nextInt(1_000);
            for (int i = 0; i < 3_000; i++) {
                now += random.nextInt(3);
                long key = random.nextInt(keys);
                boolean isTaken = untils.getOrDefault(key, 0L) > now;
                assertThat(duplicates.has(List.of(key(key, 0)), now)).isEqualTo(isTaken);
                if (!isTaken) {
                    long until = now + (random.nextInt(4) == 0 ? random.nextInt(window) : window);
                    untils.put(key, until);
                    duplicates.add(key(key, until), i, now);
                } else if (random.nextInt(50) == 0) {
                    duplicates.end(now, random.nextInt(20));
                }
            }
        });
    }

    @Test
    void keyOfWhatIsThereIsTakenUntilItLeaves() {
        SEEDS.play(seed -> {
            Random random = new Random(seed);
            there.clear();
            Duplicates duplicates = duplicates();
            Map<Long, Long> holders = new HashMap<>();
            int keys = 1 + random.nextInt(1_000);
            for (long i = 0; i < 3_000; i++) {
                long key = random.nextInt(keys);
                Long holder = holders.get(key);
                boolean isTaken = holder != null && there.contains(holder);
                assertThat(duplicates.has(List.of(present(key)), 0)).isEqualTo(isTaken);
                if (!isTaken) {
                    there.add(i);
                    holders.put(key, i);
                    duplicates.add(present(key), i, 0);
                }
                if (random.nextInt(3) > 0 && !there.isEmpty()) {
                    there.remove(random.nextBoolean() ? there.first() : there.last());
                }
            }
            assertThat(size(duplicates)).isLessThanOrEqualTo(2 * there.size() + 600);
        });
    }

    private static int size(Duplicates duplicates) {
        List<Long> all = new ArrayList<>();
        duplicates.forEach((_, high, _, _) -> all.add(high));
        return all.size();
    }

    @Test
    void whatIsShownCanBePutBack() {
        Duplicates one = duplicates();
        for (int i = 0; i < 1_000; i++) {
            one.add(key(i % 300, 1_000 + i), i, i);
        }
        Duplicates other = new Duplicates(there::contains, there::size);

        one.forEach(other::restore);

        List<String> shown = new ArrayList<>();
        List<String> restored = new ArrayList<>();
        one.forEach((scope, high, low, until) ->
                shown.add(scope + " " + high + " " + low + " " + until));
        other.forEach((scope, high, low, until) ->
                restored.add(scope + " " + high + " " + low + " " + until));
        assertThat(restored).isEqualTo(shown);
    }
}
