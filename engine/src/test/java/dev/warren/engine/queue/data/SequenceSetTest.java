package dev.warren.engine.queue.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceSetTest {

    @Test
    void answersAsASortedSetDoes() {
        Seeds.of(200)
                .play(seed -> {
                    Random random = new Random(seed);
                    TreeSet<Long> model = new TreeSet<>();
                    SequenceSet set = new SequenceSet();
                    long word = random.nextInt(5);
                    for (int i = 0; i < 30; i++) {
                        long bits = random.nextLong() << random.nextInt(Long.SIZE);
                        set.addWord(word, bits);
                        long first = word * Long.SIZE;
                        LongStream.range(first, first + Long.SIZE)
                                .filter(each -> (bits & 1L << each) != 0)
                                .forEach(model::add);
                        word += 1 + random.nextInt(3);
                    }
                    assertThat(set.end()).isEqualTo(model.getLast() + 1);
                    while (!model.isEmpty()) {
                        assertThat(set.size()).isEqualTo(model.size());
                        long asked = random.nextLong(word * Long.SIZE);
                        assertThat(set.contains(asked)).isEqualTo(model.contains(asked));
                        assertThat(set.removeFirst()).isEqualTo(model.pollFirst());
                    }
                    assertThat(set.isEmpty()).isTrue();
                    assertThat(set.contains(0)).isFalse();
                });
    }

    @Test
    void noughtIsASequenceToo() {
        SequenceSet set = new SequenceSet();
        set.addWord(0, 0b11);
        set.addWord(1, 0);

        List<Long> all = new ArrayList<>();
        while (!set.isEmpty()) {
            all.add(set.removeFirst());
        }

        assertThat(all).containsExactly(0L, 1L);
    }
}
