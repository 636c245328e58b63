package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogQueueStoreTest {

    private final StoreRig rig = rig();
    private final LogQueueStore store = rig.queue(true);
    private final List<String> told = new ArrayList<>();

    private static StoreRig rig() {
        try {
            return new StoreRig();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void messageThatIsForgottenBeforeItIsPlacedIsSettledBehindItsRecord() throws IOException {
        rig.turn(() -> {
            append(0, 3);
            store.forget(1);
        });
        assertThat(rig.records(StoreRecords.SETTLED)).isEmpty();
        rig.rest();

        RecordInfo message = rig.records(StoreRecords.MESSAGE).get(1);
        RecordInfo settled = rig.records(StoreRecords.SETTLED).getFirst();
        assertThat(settled.sequence()).isEqualTo(message.sequence()).isEqualTo(1);
        assertThat(settled.note()).isEqualTo(1);
        assertThat(settled.position()).isGreaterThan(message.position());
        assertThat(store.has(0)).isTrue();
        assertThat(store.has(1)).isFalse();
    }

    @Test
    void neighboursAreSettledByOneRecordAndOthersByRanges() throws IOException {
        rig.turn(() -> append(0, 10));
        rig.rest();

        rig.turn(() -> forget(0, 3));
        rig.rest();
        rig.turn(() -> {
            store.forget(5);
            store.forget(8);
        });
        rig.rest();

        assertThat(rig.records(StoreRecords.SETTLED))
                .extracting(each -> each.sequence() + "+" + each.note())
                .containsExactly("0+3", "0+0");
    }

    @Test
    void nothingIsCountedAnyMoreWhenEverythingIsConsumed() throws IOException {
        rig.turn(() -> append(0, 3000));
        rig.rest();
        assertThat(rig.queued()).isLessThanOrEqualTo(10L * StoreMessages.FOOTPRINT);
        assertThat(rig.indexed())
                .isEqualTo(3L * PlaceChunk.FULL_BYTES + store.window().slotBytes());

        rig.turn(() -> forget(0, 3000));
        rig.rest();

        assertThat(rig.queued()).isZero();
        assertThat(rig.indexed()).isZero();
        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void nothingIsCountedAnyMoreWhenTheQueueIsDeleted() throws IOException {
        rig.turn(() -> append(0, 1500));
        rig.rest();
        rig.turn(() -> append(1500, 1600));

        rig.turn(store::clear);
        rig.rest();

        assertThat(rig.queued()).isZero();
        assertThat(rig.indexed()).isZero();
        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void copyTakesThePlaceOfTheFirstRecord() throws IOException {
        rig.turn(() -> append(0, 20));
        rig.rest();
        List<RecordInfo> first = rig.records(StoreRecords.MESSAGE);

        rig.copyForward(first);
        rig.rest();

        assertThat(rig.records(StoreRecords.MESSAGE)).hasSize(40);
        assertThat(read(15)).isEqualTo(StoreMessages.persistent(15).content());
        rig.turn(() -> forget(0, 20));
        rig.rest();
        assertThat(rig.log.figures().aliveBytes()).isEqualTo(markBytes());
    }

    @Test
    void messageThatIsForgottenWhileItIsCopiedIsSettledBehindTheCopy() throws IOException {
        rig.turn(() -> append(0, 1));
        rig.rest();

        rig.copyForward(rig.records(StoreRecords.MESSAGE));
        rig.turn(() -> store.forget(0));
        rig.rest();

        long copy = rig.records(StoreRecords.MESSAGE).get(1).position();
        assertThat(rig.records(StoreRecords.SETTLED))
                .hasSize(1)
                .allSatisfy(each -> assertThat(each.position()).isGreaterThan(copy));
        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void whatIsForgottenOrHasMovedIsNotCopied() throws IOException {
        rig.turn(() -> append(0, 3));
        rig.rest();
        List<RecordInfo> first = rig.records(StoreRecords.MESSAGE);
        rig.copyForward(first.subList(0, 1));
        rig.rest();

        rig.turn(() -> store.forget(1));
        rig.copyForward(first);
        rig.copyForward(first);
        rig.rest();

        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(RecordInfo::sequence)
                .containsExactly(0L, 1L, 2L, 0L, 2L);
    }

    @Test
    void damagedRecordOfAMessageInMemoryIsWrittenAgain() throws IOException {
        rig.turn(() -> append(0, 1));
        rig.rest();

        rig.copyDamaged(rig.records(StoreRecords.MESSAGE));
        rig.rest();

        assertThat(rig.records(StoreRecords.SETTLED)).isEmpty();
        assertThat(rig.records(StoreRecords.MESSAGE)).hasSize(2);
        assertThat(store.has(0)).isTrue();
    }

    @Test
    void damagedRecordOfAMessageOnTheDiskIsLost() throws IOException {
        rig.turn(() -> append(0, 20));
        rig.rest();

        rig.copyDamaged(rig.records(StoreRecords.MESSAGE).subList(15, 16));
        rig.rest();
        load(15);

        assertThat(told).containsExactly("loaded 15 gone");
        assertThat(rig.records(StoreRecords.SETTLED)).hasSize(1);
    }

    @Test
    void persistentMessageIsHandedOutOnceTheLogKnows() throws IOException {
        rig.turn(() -> append(0, 1));
        rig.rest();
        rig.turn(() -> assertThat(store.inMemoryOrNull(0)).isNull());

        rig.turn(() -> store.load(0, () -> told.add("loaded")));
        assertThat(rig.records(StoreRecords.MARK)).isEmpty();
        assertThat(told).isEmpty();
        rig.rest();

        assertThat(told).containsExactly("loaded");
        assertThat(rig.records(StoreRecords.MARK)).isNotEmpty();
        rig.turn(() -> assertThat(store.inMemoryOrNull(0)).isNotNull());
    }

    @Test
    void transientMessageIsHandedOutAtOnceAndNeverWritten() throws IOException {
        rig.turn(() -> rig.append(store, 0, StoreMessages.transientOne(0)));

        rig.turn(() -> assertThat(store.inMemoryOrNull(0)).isNotNull());
        rig.turn(() -> store.forget(0));
        rig.rest();

        assertThat(rig.records(StoreRecords.MESSAGE)).isEmpty();
        assertThat(rig.records(StoreRecords.MARK)).isEmpty();
        assertThat(rig.queued()).isZero();
    }

    @Test
    void transientMessagesGoToTheLogThatForgetsWhenMemoryIsShort() throws IOException {
        LogQueueStore other = rig.queue(false);
        rig.turn(() -> append(other, 0, 20));
        rig.makeTight();
        rig.openSpill();

        rig.turn(rig.stores::pageOut);
        rig.rest();

        assertThat(other.residentBytes()).isEqualTo(3L * StoreMessages.FOOTPRINT);
        assertThat(rig.records(StoreRecords.MESSAGE)).isEmpty();
        assertThat(read(other, 12)).isEqualTo(StoreMessages.transientOne(12).content());
        rig.turn(() -> {
            for (int i = 0; i < 20; i++) {
                other.forget(i);
            }
        });
        rig.rest();
        assertThat(rig.queued()).isZero();
    }

    @Test
    void pagingOutCopiesInManyQueuesDoesNotMakeTheirIndexesLarger() {
        List<LogQueueStore> queues = Stream.generate(() -> rig.queue(false)).limit(40).toList();
        rig.turn(() -> publish(queues, 2000));
        rig.makeTight();
        rig.openSpill();
        long before = rig.indexed();

        rig.turn(rig.stores::pageOut);
        rig.rest();

        assertThat(rig.indexed()).isEqualTo(before).isPositive();
    }

    @Test
    void whatOnlyAFewQueuesShareLeavesMemory() {
        List<LogQueueStore> queues = Stream.generate(() -> rig.queue(false)).limit(20).toList();
        rig.turn(() -> publish(queues, 100));
        rig.makeTight();
        rig.openSpill();

        rig.turn(rig.stores::pageOut);
        rig.rest();

        assertThat(rig.queued()).isEqualTo(3L * StoreMessages.FOOTPRINT);
    }

    @Test
    void spilledMessageThatIsForgottenOnItsWayIsGone() {
        LogQueueStore other = rig.queue(false);
        rig.turn(() -> append(other, 0, 20));
        rig.makeTight();
        rig.openSpill();

        rig.turn(rig.stores::pageOut);
        rig.turn(other::clear);
        rig.rest();

        assertThat(rig.queued()).isZero();
        assertThat(other.has(12)).isFalse();
    }

    @Test
    void everyTimeThatMemoryGetsShortMessagesLeave() {
        LogQueueStore other = rig.queue(false);
        rig.limitBytes = 30L * StoreMessages.FOOTPRINT;
        rig.openSpill();

        for (int round = 0; round < 30; round++) {
            int from = round * 40;
            rig.turn(() -> append(other, from, from + 40));
            rig.turn(rig.stores::pageOut);
            rig.rest();
            assertThat(other.residentBytes())
                    .as("round %d", round)
                    .isEqualTo(3L * StoreMessages.FOOTPRINT);
            rig.turn(() -> {
                for (int i = from; i < from + 40; i++) {
                    other.forget(i);
                }
            });
            rig.turn(rig.stores::noteMemory);
            rig.rest();
        }
    }

    private void append(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            rig.append(store, sequence, StoreMessages.persistent(sequence));
        }
    }

    private void append(LogQueueStore to, long from, long end) {
        for (long sequence = from; sequence < end; sequence++) {
            rig.append(to, sequence, StoreMessages.transientOne(sequence));
        }
    }

    /// Each message goes to all of them.
    private void publish(List<LogQueueStore> queues, int messages) {
        for (int sequence = 0; sequence < messages; sequence++) {
            Message message = StoreMessages.transientOne(sequence);
            message.share(queues.size());
            rig.ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
            for (LogQueueStore each : queues) {
                each.append(sequence, message);
            }
        }
    }

    private void forget(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            store.forget(sequence);
        }
    }

    private void load(long sequence) {
        rig.turn(() ->
                store.load(
                        sequence,
                        () ->
                                told.add(
                                        "loaded %d %s"
                                                .formatted(
                                                        sequence,
                                                        store.has(sequence) ? "there" : "gone"))));
        rig.rest();
    }

    private byte[] read(long sequence) {
        return read(store, sequence);
    }

    private byte[] read(LogQueueStore from, long sequence) {
        List<Message> read = new ArrayList<>();
        rig.turn(() -> from.load(sequence, () -> keep(from.inMemoryOrNull(sequence), read)));
        rig.rest();
        assertThat(read).hasSize(1);
        return read.getFirst().content();
    }

    private static void keep(@Nullable Message message, List<Message> in) {
        if (message != null) {
            in.add(message);
        }
    }

    private long markBytes() throws IOException {
        return rig.records(StoreRecords.MARK).getLast().length();
    }
}
