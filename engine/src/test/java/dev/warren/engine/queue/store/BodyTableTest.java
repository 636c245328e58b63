package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.message.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyTableTest {

    private final BodyTable table = new BodyTable();

    @Test
    void messagesComeOutInOrderHoweverTheyCameIn() {
        for (long sequence : new long[] {5000, 3, 9000, 4, 8999}) {
            table.put(sequence, StoreMessages.persistent(sequence));
        }

        assertThat(table.sequences()).containsExactly(3, 4, 5000, 8999, 9000);
        assertThat(table.bytes()).isEqualTo(5L * StoreMessages.FOOTPRINT);
    }

    @Test
    void removedMessageIsAnsweredOnce() {
        Message message = StoreMessages.persistent(1);
        table.put(7, message);

        assertThat(table.remove(7)).isSameAs(message);
        assertThat(table.remove(7)).isNull();
        assertThat(table.bytes()).isZero();
    }

    @Test
    void tableAgreesWithAMapWhateverComesAndGoes() {
        Random random = new Random(1);
        Map<Long, Message> expected = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            long sequence = step / 10 + random.nextInt(3000) - 1500L;
            if (sequence >= 0 && random.nextBoolean() && !expected.containsKey(sequence)) {
                Message message = StoreMessages.persistent(sequence);
                expected.put(sequence, message);
                table.put(sequence, message);
            } else {
                assertThat(table.remove(sequence)).isSameAs(expected.remove(sequence));
            }
        }

        assertThat(table.sequences())
                .isEqualTo(
                        expected.keySet().stream().mapToLong(Long::longValue).sorted().toArray());
        expected.forEach((sequence, message) -> assertThat(table.get(sequence)).isSameAs(message));
        assertThat(table.bytes()).isEqualTo((long) expected.size() * StoreMessages.FOOTPRINT);
    }
}
