package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Tries;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the log says of messages that wait.
class HeldMessagesTest {

    private static final long UNTIL = 1_800_000_000_000L;

    private final StoreRig rig = rig();
    private final LogQueueStore store = rig.queue(true);

    private static StoreRig rig() {
        try {
            return new StoreRig();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void untilWhenAMessageWaitsStandsInItsNote() throws IOException {
        hold(0, UNTIL);
        hold(1, UNTIL + 7);

        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(each -> MessageNote.untilMillis(each.note()))
                .containsExactly(UNTIL, UNTIL + 7);
        assertThat(rig.records(StoreRecords.MESSAGE))
                .allSatisfy(each -> assertThat(each.flags() & StoreRecords.SPECIAL).isZero())
                .extracting(each -> MessageNote.bodyLength(each.note()))
                .containsOnly(StoreMessages.persistent(0).bodyLength());
    }

    @Test
    void copyKeepsTheNote() throws IOException {
        hold(0, UNTIL);
        RecordInfo first = rig.records(StoreRecords.MESSAGE).getFirst();

        rig.copyForward(List.of(first));
        rig.rest();

        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(RecordInfo::note)
                .containsExactly(first.note(), first.note());
    }

    @Test
    void damagedRecordIsWrittenAgainWithWhatTheQueueKnows() throws IOException {
        store.restore(new Expiring(UNTIL + 1));
        hold(0, UNTIL);

        rig.copyDamaged(rig.records(StoreRecords.MESSAGE));
        rig.rest();

        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(each -> MessageNote.untilMillis(each.note()))
                .containsExactly(UNTIL, UNTIL + 1);
    }

    @Test
    void recordIsSharedWithNoOtherQueue() throws IOException {
        LogQueueStore before = rig.queue(true);
        LogQueueStore behind = rig.queue(true);
        Message message = StoreMessages.persistent(0);
        message.share(3);
        rig.turn(() -> {
            rig.append(before, 0, message);
            store.hold(0, message, UNTIL);
            behind.append(0, message);
        });
        rig.rest();

        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(each -> each.isShared() + " " + MessageNote.isUntil(each.note()))
                .containsExactly("false false", "false true", "false false");
    }

    @Test
    void keysOfOneThatWaitsStandInItsRecord() throws IOException {
        Message message = StoreMessages.persistent(0);
        rig.ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
        List<KeyMark> keys = List.of(new KeyMark(3, 1, 2, UNTIL));

        rig.turn(() -> store.append(0, message, Arrived.waiting(7, UNTIL, keys)));
        rig.rest();

        RecordInfo record = rig.records(StoreRecords.MESSAGE).getFirst();
        assertThat(MessageNote.untilMillis(record.note())).isEqualTo(UNTIL);
        assertThat(record.flags() & StoreRecords.SPECIAL).isZero();
        assertThat(StoreRecords.keys(rig.record(store, 0))).isEqualTo(keys);
        assertThat(StoreRecords.messageOrNull(rig.record(store, 0))).isNotNull();
    }

    private void hold(long sequence, long until) {
        Message message = StoreMessages.persistent(sequence);
        rig.ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
        rig.turn(() -> store.hold(sequence, message, until));
        rig.rest();
    }

    /// A queue whose messages all expire at one time.
    private record Expiring(long millis) implements QueueStore.Restored {

        @Override
        public void message(long sequence, int bodyLength, boolean redelivered) {}

        @Override
        public void message(long sequence, int bodyLength, boolean redelivered, Special special) {}

        @Override
        public void tries(long sequence, Tries tries) {}

        @Override
        public long expiryMillis(long sequence) {
            return millis;
        }

        @Override
        public void key(KeyMark key) {}

        @Override
        public void nextSequence(long sequence) {}
    }
}
