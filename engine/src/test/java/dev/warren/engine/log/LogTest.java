package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogTest {

    private static final byte[] BODY = new byte[1000];

    private final SimDisk disk = new SimDisk(new Random(1));

    @Test
    void recordIsPlacedBeforeItsCommitIsReported() throws IOException {
        LogRig rig = new LogRig(disk);

        rig.appendAndSettle(5, BODY);

        assertThat(rig.told).containsExactly("placed 5", "durable 5");
    }

    @Test
    void whatArrivesWhileTheDiskWorksSharesOneSync() throws IOException {
        LogRig rig = new LogRig(disk);
        int before = disk.syncs;

        for (int i = 1; i <= 10; i++) {
            rig.append(0, i, BODY);
        }
        rig.settle();

        assertThat(rig.positions).hasSize(10);
        assertThat(disk.syncs - before).isEqualTo(1);
    }

    @Test
    void recordIsReadByItsPosition() throws IOException {
        LogRig rig = new LogRig(disk);
        rig.lanes.run(
                0,
                () ->
                        rig.lane.append(
                                3,
                                1,
                                7,
                                9,
                                11,
                                new byte[] {1, 2},
                                new byte[] {3},
                                (_, position, _) -> rig.positions.add(position)));
        rig.settle();

        LogRecord read = rig.log.reader().read(rig.positions.getFirst());

        assertThat(read.meta()).containsExactly(1, 2);
        assertThat(read.content()).containsExactly(3);
        assertThat(read.info())
                .isEqualTo(new RecordInfo(3, 1, 7, 9, 11, rig.positions.getFirst(), 43, 0));
    }

    @Test
    void rangeIsReadOverPaddings() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 20; i++) {
            rig.appendAndSettle(i, BODY);
        }

        List<LogRecord> range = rig.log.reader().readRange(rig.positions.getFirst(), 20_000);

        assertThat(range).extracting(record -> record.info().sequence()).startsWith(1L, 2L, 3L, 4L);
        assertThat(range).hasSizeBetween(4, 6);
    }

    @Test
    void recordLargerThanAFileGetsAFileOfItsOwn() throws IOException {
        LogRig rig = new LogRig(disk);
        byte[] large = new byte[1_000_000];
        large[999_999] = 42;

        rig.appendAndSettle(1, large);
        rig.appendAndSettle(2, BODY);

        assertThat(rig.log.reader().read(rig.positions.getFirst()).content()).isEqualTo(large);
        assertThat(rig.positions).hasSize(2);
    }

    @Test
    void everythingIsFoundAgainInOrder() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 300; i++) {
            rig.appendAndSettle(i, BODY);
        }

        LogRig again = new LogRig(disk.crash());

        assertThat(again.damages).isEmpty();
        assertThat(again.found).extracting(RecordInfo::position).isEqualTo(rig.positions);
    }

    @Test
    void payloadsThatAreReadAtStartAreReadAheadOf() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 300; i++) {
            rig.appendAndSettle(i, BODY);
        }
        disk.reads = 0;

        LogRig again = new LogRig(disk);

        assertThat(again.payloads).hasSize(300);
        assertThat(disk.reads).isLessThan(150);
    }

    @Test
    void filesInWhichNothingIsAliveGo() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 500; i++) {
            rig.appendAndSettle(i, BODY);
            int last = i - 1;
            rig.lanes.run(
                    0, () -> rig.lane.settled(rig.positions.get(last), rig.lengths.get(last)));
        }
        rig.settle();

        assertThat(rig.log.figures().files()).isLessThanOrEqualTo(2);
        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void ownerIsAskedToCopyWhatAMostlyDeadFileHolds() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 500; i++) {
            rig.appendAndSettle(i, new byte[3900]);
        }
        rig.lanes.run(
                0,
                () -> {
                    for (int i = 1; i < 500; i++) {
                        rig.lane.settled(rig.positions.get(i), rig.lengths.get(i));
                    }
                });
        for (int i = 501; i <= 700; i++) {
            rig.appendAndSettle(i, new byte[3900]);
        }
        rig.passTime();

        assertThat(rig.survivors).extracting(RecordInfo::sequence).contains(1L).doesNotContain(2L);
    }

    @Test
    void nothingIsReportedAfterAFailedSync() throws IOException {
        LogRig rig = new LogRig(disk);
        disk.failSyncs();

        rig.appendAndSettle(1, BODY);
        rig.appendAndSettle(2, BODY);

        assertThat(rig.told).isEmpty();
        assertThat(rig.log.failed().toCompletableFuture()).isCompleted();
    }

    @Test
    void nothingIsReportedAfterAFailedWrite() throws IOException {
        LogRig rig = new LogRig(disk);
        disk.failWrites();

        rig.appendAndSettle(1, BODY);

        assertThat(rig.told).isEmpty();
        assertThat(rig.log.failed().toCompletableFuture()).isCompleted();
    }

    @Test
    void onlyUrgentRecordsAreWrittenWhileTheDiskIsFull() throws IOException {
        LogRig rig = new LogRig(disk);
        disk.setRoom(0);
        long sequence = 1;
        while (!rig.told.contains("blocked true") || rig.log.pendingBytes() == 0) {
            rig.appendAndSettle(sequence++, BODY);
        }
        rig.told.clear();

        rig.append(0, 1000, BODY);
        rig.append(RecordFlags.URGENT, 1001, BODY);
        rig.settle();

        assertThat(rig.told).containsExactly("placed 1001");

        disk.setRoom(1 << 20);
        rig.passTime();

        assertThat(rig.told)
                .contains("blocked false", "placed 1000", "durable 1000")
                .endsWith("durable 1001");
    }

    @Test
    void publishersAreToldWhenTooMuchIsPending() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 100; i++) {
            rig.append(0, i, BODY);
        }

        assertThat(rig.log.pendingBytes()).isEqualTo(100L * (RecordHeader.BYTES + BODY.length));
        assertThat(rig.told).containsExactly("pressed true");

        rig.settle();

        assertThat(rig.log.pendingBytes()).isZero();
        assertThat(rig.told).contains("pressed false");
    }

    @Test
    void filesOfAnotherNodeAreRefused() throws IOException {
        new LogRig(disk);
        LogOptions other = new LogOptions(new UUID(9, 9), 1 << 20, 1 << 20, 1 << 20, 1);

        assertThatThrownBy(() -> new LogRecovery(disk, other).recover(new NoVisitor()))
                .isInstanceOf(LogRefusal.class)
                .hasMessageContaining("belongs to node");
    }

    private static final class NoVisitor implements RecoveryVisitor {
        @Override
        public void record(RecordInfo record, PayloadSource payload) {}

        @Override
        public void damaged(Damage damage) {}
    }
}
