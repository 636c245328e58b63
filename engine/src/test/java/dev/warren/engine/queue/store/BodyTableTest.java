package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BodyTableTest {

    private final ByteLedger ledger = new ByteLedger(1);
    private final BodyTable table = new BodyTable(ledger.ofLane(0));

    @Test
    void messagesComeOutInOrderHoweverTheyCameIn() {
        for (long sequence : new long[] {5000, 3, 9000, 4, 8999}) {
            table.put(sequence, StoreMessages.persistent(sequence));
        }

        assertThat(sequences()).containsExactly(3, 4, 5000, 8999, 9000);
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

        assertThat(sequences())
                .isEqualTo(
                        expected.keySet().stream().mapToLong(Long::longValue).sorted().toArray());
        expected.forEach((sequence, message) -> assertThat(table.get(sequence)).isSameAs(message));
        assertThat(table.bytes()).isEqualTo((long) expected.size() * StoreMessages.FOOTPRINT);
        assertThat(slotBytes()).isEqualTo(table.slotBytes()).isPositive();

        expected.keySet().forEach(table::remove);

        assertThat(slotBytes()).isZero();
    }

    @Test
    void ledgerKnowsOfAllSlotsButALittle() {
        put(0, 63);
        assertThat(slotBytes()).isZero();

        put(63, 10_000);
        assertThat(slotBytes()).isBetween(10_000L * 4, 10_240L * 8);

        remove(0, 9_999);
        assertThat(slotBytes()).isPositive();
        remove(9_999, 10_000);
        assertThat(slotBytes()).isZero();
    }

    @Test
    void chunksOfAFewMessagesEachAreCounted() {
        for (long sequence = 0; sequence < 100 * 1024; sequence += 1024) {
            table.put(sequence, StoreMessages.persistent(sequence));
        }

        assertThat(slotBytes()).isGreaterThanOrEqualTo(99 * 16 * 4);
    }

    @Test
    void chunksAreUsedAgainAndCountedAgain() {
        put(0, 3_000);
        long bytes = slotBytes();
        remove(0, 3_000);

        put(3_072, 6_072);

        assertThat(slotBytes()).isEqualTo(bytes);
        table.clear();
        assertThat(slotBytes()).isZero();
    }

    private void put(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            table.put(sequence, StoreMessages.persistent(sequence));
        }
    }

    private void remove(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            table.remove(sequence);
        }
    }

    private long slotBytes() {
        return ledger.bytesOf(Holder.INDEXES);
    }

    private long[] sequences() {
        LongStream.Builder all = LongStream.builder();
        table.visit(sequence -> {
            all.add(sequence);
            return true;
        });
        return all.build().toArray();
    }
}
