package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the log keeps of the keys that a queue's messages have taken.
class KeyRecordsTest {

    private final StoreRig rig;
    private final LogQueueStore store;

    KeyRecordsTest() throws IOException {
        rig = new StoreRig();
        store = rig.queue(true);
    }

    private void append(long sequence, long millis, long untilMillis) {
        Message message = StoreMessages.persistent(1);
        rig.ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
        KeyMark key = new KeyMark(KeyMark.QUEUE, sequence, sequence, untilMillis);
        store.append(sequence, message, new Arrived(millis, false, List.of(key)));
    }

    private List<Long> keyRecords() throws IOException {
        return rig.records(StoreRecords.KEYS).stream().map(RecordInfo::sequence).toList();
    }

    @Test
    void messageCarriesItsKeyUntilItIsSettled() throws IOException {
        rig.turn(() -> append(0, 0, 1_000));
        rig.rest();

        assertThat(keyRecords()).isEmpty();
        assertThat(StoreRecords.keys(rig.record(store, 0)))
                .containsExactly(new KeyMark(KeyMark.QUEUE, 0, 0, 1_000));
    }

    @Test
    void keyIsWrittenBeforeItsMessageIsSettled() throws IOException {
        rig.turn(() -> append(0, 0, 1_000));
        rig.rest();

        rig.turn(() -> store.forget(0));
        rig.rest();

        List<Integer> types = rig.records().stream().map(RecordInfo::type).toList();
        assertThat(types)
                .containsSubsequence(StoreRecords.MESSAGE, StoreRecords.KEYS, StoreRecords.SETTLED);
    }

    @Test
    void keysOfManyMessagesAreWrittenTogether() throws IOException {
        rig.turn(() -> IntStream.range(0, KeyRecords.BEHIND_MAX).forEach(i -> append(i, 0, 1_000)));
        rig.rest();

        assertThat(keyRecords()).hasSizeBetween(1, 2);
    }

    @Test
    void recordsGoWhenTheirTimeIsOverAndTheNewestStays() throws IOException {
        for (int i = 0; i < 5; i++) {
            int sequence = i;
            rig.turn(() -> append(sequence, sequence * 1_000L, sequence * 1_000L + 1_500));
            rig.rest();
            rig.turn(() -> store.forget(sequence));
            rig.rest();
        }

        List<Long> alive = copyAll();

        assertThat(alive).containsExactly(3L, 4L);
    }

    /// Which records are written once more when all are asked for.
    private List<Long> copyAll() throws IOException {
        List<RecordInfo> before = rig.records(StoreRecords.KEYS);
        rig.copyForward(before);
        rig.rest();
        List<RecordInfo> after = rig.records(StoreRecords.KEYS);
        return after.subList(before.size(), after.size()).stream()
                .map(RecordInfo::sequence)
                .toList();
    }

    @Test
    void recordThatCannotBeReadIsLetGo() throws IOException {
        rig.turn(() -> append(0, 0, 1_000));
        rig.rest();
        rig.turn(() -> store.forget(0));
        rig.rest();

        rig.copyDamaged(rig.records(StoreRecords.KEYS));
        rig.rest();

        assertThat(copyAll()).isEmpty();
    }

    @Test
    void messageIsSharedWithQueuesInWhichItTakesTheSameKeysOnly() throws IOException {
        LogQueueStore same = rig.queue(true);
        LogQueueStore plain = rig.queue(true);
        Message message = StoreMessages.persistent(1);
        message.share(3);
        rig.ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
        List<KeyMark> keys = List.of(new KeyMark(KeyMark.QUEUE, 1, 1, 1_000));

        rig.turn(() -> {
            store.append(0, message, new Arrived(0, false, keys));
            same.append(0, message, new Arrived(0, false, keys));
            plain.append(0, message);
        });
        rig.rest();

        assertThat(rig.record(same, 0).recordPosition())
                .isEqualTo(rig.record(store, 0).recordPosition());
        assertThat(StoreRecords.keys(rig.record(plain, 0))).isEmpty();
        assertThat(StoreRecords.messageOrNull(rig.record(store, 0))).isNotNull();
    }

    @Test
    void deletedQueueLeavesNothing() throws IOException {
        rig.turn(() -> append(0, 0, 1_000));
        rig.rest();
        rig.turn(() -> store.forget(0));
        rig.rest();
        rig.turn(() -> append(1, 0, 1_000));
        rig.rest();

        rig.turn(store::clear);
        rig.rest();

        assertThat(copyAll()).isEmpty();
        assertThat(rig.ledger.bytesOf(Holder.KEYS)).isZero();
    }
}
