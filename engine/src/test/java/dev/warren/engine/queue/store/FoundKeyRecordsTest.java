package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.dedup.KeyMark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a start finds of the records of keys.
class FoundKeyRecordsTest {

    private final FoundKeyRecords found = new FoundKeyRecords();
    private final List<Long> replaced = new ArrayList<>();

    /// A record with these keys, which are over at as many milliseconds.
    private void add(long sequence, long position, long... keys) {
        List<KeyMark> marks =
                LongStream.of(keys)
                        .mapToObj(key -> new KeyMark(KeyMark.QUEUE, key, key, key))
                        .toList();
        found.add(sequence, position, 80, KeyList.encode(marks));
    }

    private void sort() {
        found.sort((_, position, _, _, _) -> replaced.add(position));
    }

    private List<String> records() {
        List<String> seen = new ArrayList<>();
        found.forEach((sequence, position, _, keys, until) ->
                seen.add(sequence + "@" + position + ": " + keys + " until " + until));
        return seen;
    }

    private List<Long> keys() {
        List<Long> seen = new ArrayList<>();
        found.keys().forEach(key -> seen.add(key.high()));
        return seen;
    }

    @Test
    void inOrderTheyStayAsTheyAre() {
        for (int i = 0; i < 100; i++) {
            add(i, i * 10L, i, i + 1_000);
        }
        sort();

        assertThat(records())
                .hasSize(100)
                .startsWith("0@0: 2 until 1000")
                .endsWith("99@990: 2 until 1099");
        assertThat(keys()).startsWith(0L, 1_000L, 1L, 1_001L);
        assertThat(replaced).isEmpty();
    }

    @Test
    void copyTakesThePlaceOfWhatItCopies() {
        add(1, 10, 1, 2);
        add(5, 50, 3);
        add(1, 60, 1, 2);
        sort();

        assertThat(records()).containsExactly("1@60: 2 until 2", "5@50: 1 until 3");
        assertThat(keys()).containsExactly(1L, 2L, 3L);
        assertThat(replaced).containsExactly(10L);
    }

    @Test
    void copyOfWhatIsGoneComesWhereItBelongs() {
        add(5, 50, 3);
        add(7, 70, 4);
        add(1, 80, 1, 2);
        sort();

        assertThat(records())
                .containsExactly("1@80: 2 until 2", "5@50: 1 until 3", "7@70: 1 until 4");
        assertThat(keys()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(replaced).isEmpty();
    }
}
