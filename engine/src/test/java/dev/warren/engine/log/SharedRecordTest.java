package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One record for several owners, each with a place of its own.
class SharedRecordTest {

    private static final byte[] BODY = new byte[1000];

    private final SimDisk disk = new SimDisk(new Random(1));
    private final List<Boolean> answers = new ArrayList<>();

    @Test
    void ownersAreToldPlacesOfTheirOwnWhichSumUpToTheRecord() throws IOException {
        LogRig rig = new LogRig(disk);

        share(rig, 1, 3);

        long first = rig.positions.getFirst();
        assertThat(rig.positions)
                .containsExactly(
                        first,
                        first + RecordHeader.BYTES,
                        first + RecordHeader.BYTES + ShareEntry.BYTES);
        assertThat(rig.lengths).containsExactly(364, 362, 362);
        assertThat(rig.log.figures().aliveBytes())
                .isEqualTo(RecordHeader.BYTES + 2 * ShareEntry.BYTES + 1000);
    }

    @Test
    void eachOwnerReadsTheWholeRecordByItsPlace() throws IOException {
        LogRig rig = new LogRig(disk);
        share(rig, 1, 3);

        List<LogRecord> read = new ArrayList<>();
        for (long place : rig.positions) {
            read.add(rig.log.reader().read(place));
        }

        assertThat(read).allSatisfy(record -> assertThat(record.content()).isEqualTo(BODY));
        assertThat(read)
                .extracting(record -> record.info().owner() + "/" + record.info().sequence())
                .containsExactly("7/1", "8/101", "9/102");
        assertThat(read).extracting(record -> record.info().position()).isEqualTo(rig.positions);
        assertThat(read)
                .extracting(LogRecord::recordPosition)
                .containsOnly(rig.positions.getFirst());
    }

    @Test
    void allOwnersAreFoundAgainWithAndWithoutAnIndex() throws IOException {
        LogRig rig = new LogRig(disk);
        share(rig, 1, 256);

        LogRig scanned = new LogRig(disk.crash());
        LogRig indexed = new LogRig(disk);

        assertThat(scanned.damages).isEmpty();
        assertThat(scanned.found).extracting(RecordInfo::position).isEqualTo(rig.positions);
        assertThat(scanned.found).extracting(RecordInfo::length).isEqualTo(rig.lengths);
        assertThat(scanned.found).extracting(RecordInfo::share).startsWith(0, 1, 2).endsWith(255);
        assertThat(indexed.found).isEqualTo(scanned.found);
        assertThat(indexed.payloads).allSatisfy(body -> assertThat(body).isEqualTo(BODY));
    }

    @Test
    void fileGoesWhenTheLastOwnerHasSettled() throws IOException {
        LogRig rig = new LogRig(disk);
        share(rig, 1, 3);
        int shared = rig.positions.size();
        for (int i = 2; i <= 200; i++) {
            rig.appendAndSettle(i, BODY);
        }
        settle(rig, shared, rig.positions.size());

        settle(rig, 0, shared - 1);
        assertThat(disk.list()).contains(WalFile.name(1));

        settle(rig, shared - 1, shared);
        assertThat(disk.list()).doesNotContain(WalFile.name(1));
    }

    @Test
    void recordThatWasHandedOverTakesNoMoreOwners() throws IOException {
        LogRig rig = new LogRig(disk);

        rig.lanes.run(
                0,
                () -> {
                    answers.add(rig.lane.share(8, 1, Placement.NONE));
                    rig.lane.append(1, 0, 7, 1, BODY, Placement.NONE);
                    answers.add(rig.lane.share(8, 1, Placement.NONE));
                    rig.lane.commit(() -> {});
                    answers.add(rig.lane.share(8, 2, Placement.NONE));
                });

        assertThat(answers).containsExactly(false, true, false);
        assertThat(rig.lane.appended()).isEqualTo(1);
    }

    @Test
    void recordTakesSoManyOwnersAndNoMore() throws IOException {
        LogRig rig = new LogRig(disk);

        share(rig, 1, ShareEntry.OWNERS_MAX + 1);

        assertThat(answers).hasSize(256).endsWith(true, false);
        assertThat(rig.positions).hasSize(ShareEntry.OWNERS_MAX);
    }

    @Test
    void whatWasSharedLosesTheFlagWhenItIsAppendedAgain() throws IOException {
        LogRig rig = new LogRig(disk);

        rig.append(RecordFlags.SHARED | 1, 1, BODY);
        rig.settle();

        assertThat(rig.log.reader().read(rig.positions.getFirst()).info().flags()).isEqualTo(1);
    }

    @Test
    void anyFlippedBitOfASharedRecordIsReported() throws IOException {
        LogRig rig = new LogRig(disk);
        share(rig, 1, 3);
        rig.appendAndSettle(2, BODY);
        long offset = Position.offset(rig.positions.getFirst());

        for (int i = 0; i < 32 + 48 + BODY.length; i++) {
            disk.flip(WalFile.name(1), offset + i);
            FoundRecords found = new FoundRecords();
            Log.recover(disk, LogRig.OPTIONS, found);
            disk.flip(WalFile.name(1), offset + i);

            assertThat(found.damages).as("byte %d", i).hasSize(1);
            assertThat(found.messages).extracting(RecordInfo::sequence).containsExactly(2L);
        }
    }

    @Test
    void placeOfADamagedEntryIsNotReadAsAnother() throws IOException {
        LogRig rig = new LogRig(disk);
        share(rig, 1, 3);
        disk.flip(WalFile.name(1), Position.offset(rig.positions.get(2)) + 4);

        assertThatThrownBy(() -> rig.log.reader().read(rig.positions.get(2)))
                .isInstanceOf(DamagedRecordException.class);
    }

    private void share(LogRig rig, long sequence, int owners) {
        rig.lanes.run(
                0,
                () -> {
                    rig.lane.append(1, 0, 7, sequence, BODY, rig::placed);
                    for (int i = 1; i < owners; i++) {
                        answers.add(rig.lane.share(7 + i, sequence * 100 + i, rig::placed));
                    }
                });
        rig.settle();
    }

    private static void settle(LogRig rig, int from, int to) {
        rig.lanes.run(
                0,
                () -> {
                    for (int i = from; i < to; i++) {
                        rig.lane.settled(rig.positions.get(i), rig.lengths.get(i));
                    }
                });
        rig.settle();
    }
}
