package dev.warren.engine.queue.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongMapTest {

    @Test
    void randomChangesGiveTheSameAsATreeMap() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            LongMap<String> map = new LongMap<>();
            TreeMap<Long, String> expected = new TreeMap<>();
            for (int step = 0; step < 300; step++) {
                long key = random.nextInt(40);
                if (random.nextBoolean()) {
                    map.put(key, "v" + step);
                    expected.put(key, "v" + step);
                } else {
                    assertThat(map.remove(key)).isEqualTo(expected.remove(key));
                }
                assertThat(map.size()).isEqualTo(expected.size());
            }
            assertThat(map.sortedKeys())
                    .as("seed " + seed)
                    .containsExactly(expected.keySet().stream().mapToLong(k -> k).toArray());
            expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        }
    }
}
