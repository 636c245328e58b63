package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a log says of files that have suffered.
class DamageTest {

    private static final byte[] BODY = new byte[300];
    private static final int LENGTH = RecordHeader.BYTES + 300;

    private final SimDisk disk = new SimDisk(new Random(1));

    @Test
    void tailThatWasTornAtAnyByteIsCut() throws IOException {
        LogRig rig = new LogRig(disk);
        rig.appendAndSettle(1, BODY);
        for (int i = 2; i <= 4; i++) {
            rig.append(0, i, BODY);
        }
        rig.settle();
        byte[] whole = disk.bytes(WalFile.name(1));
        int start = (int) Position.offset(rig.positions.get(1));
        int end = start + 3 * LENGTH;

        for (int cut = start; cut < end; cut++) {
            disk.setBytes(WalFile.name(1), whole);
            disk.cut(WalFile.name(1), cut, whole.length);
            Found found = new Found();
            Log.recover(disk, LogRig.OPTIONS, found);

            assertThat(found.records).as("cut at %d", cut).hasSize(1 + (cut - start) / LENGTH);
            assertThat(found.damages).isEmpty();
        }
    }

    /// What stood behind the cut is gone, what stood before it is found, and only a file that does
    /// not even have its header is called damaged.
    @Test
    void lastFileMayEndAtAnyByte() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 3; i++) {
            rig.appendAndSettle(i, BODY);
        }
        byte[] whole = disk.bytes(WalFile.name(1));
        int end = (int) Position.offset(rig.positions.getLast()) + LENGTH;

        for (int size = 0; size <= end; size++) {
            int length = size;
            disk.setBytes(WalFile.name(1), whole);
            disk.shorten(WalFile.name(1), size);
            Found found = new Found();
            Log.recover(disk, LogRig.OPTIONS, found);

            long left =
                    rig.positions.stream()
                            .filter(at -> Position.offset(at) + LENGTH <= length)
                            .count();
            assertThat(found.records).as("%d bytes", size).hasSize((int) left);
            assertThat(found.damages)
                    .as("%d bytes", size)
                    .extracting(Damage::kind)
                    .isEqualTo(
                            size <= FileHeader.BYTES
                                    ? List.of(Damage.Kind.FILE_HEADER)
                                    : List.of());
        }
    }

    @Test
    void flippedBitBeforeALaterBatchIsReportedAndTheRestIsFound() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 3; i++) {
            rig.append(0, i, BODY);
        }
        rig.settle();
        rig.appendAndSettle(4, BODY);
        long offset = Position.offset(rig.positions.get(1));
        disk.flip(WalFile.name(1), offset + 100);

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.damages)
                .containsExactly(new Damage(Damage.Kind.RECORDS, 1, offset, LENGTH));
        assertThat(found.records).extracting(RecordInfo::sequence).containsExactly(1L, 3L, 4L);
    }

    @Test
    void damageIsReportedAgainAfterTheNextStart() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 3; i++) {
            rig.appendAndSettle(i, BODY);
        }
        disk.flip(WalFile.name(1), Position.offset(rig.positions.get(1)) + 5);

        LogRig second = new LogRig(disk.crash());
        LogRig third = new LogRig(disk);

        assertThat(second.damages).hasSize(1);
        assertThat(third.damages).isEqualTo(second.damages);
        assertThat(third.found).extracting(RecordInfo::sequence).containsExactly(1L, 3L);
    }

    @Test
    void anyFlippedBitOfTheMiddleOfTheLogIsReported() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 3; i++) {
            rig.appendAndSettle(i, BODY);
        }
        long offset = Position.offset(rig.positions.get(1));

        for (int i = 0; i < LENGTH; i++) {
            disk.flip(WalFile.name(1), offset + i);
            Found found = new Found();
            Log.recover(disk, LogRig.OPTIONS, found);
            disk.flip(WalFile.name(1), offset + i);

            assertThat(found.damages).as("byte %d", i).hasSize(1);
            assertThat(found.records).hasSize(2);
        }
    }

    @Test
    void flippedBitInASealedFileIsSeenByWhoeverReads() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 200; i++) {
            rig.appendAndSettle(i, BODY);
        }
        disk.flip(WalFile.name(1), Position.offset(rig.positions.get(1)) + 100);

        assertThatThrownBy(() -> rig.log.reader().read(rig.positions.get(1)))
                .isInstanceOf(DamagedRecordException.class);
    }

    @Test
    void damagedIndexIsReportedAndItsRecordsAreFoundOneByOne() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 200; i++) {
            rig.appendAndSettle(i, BODY);
        }
        disk.flip(WalFile.name(1), (64 << 10) - Footer.TRAILER_BYTES);

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.damages).containsExactly(new Damage(Damage.Kind.INDEX, 1, 0, 0));
        assertThat(found.records).hasSize(200);
    }

    @Test
    void damagedIndexBehindASoundTrailerIsReportedToo() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 200; i++) {
            rig.appendAndSettle(i, BODY);
        }
        disk.flip(WalFile.name(1), indexOffset(1) + 3);

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.damages).containsExactly(new Damage(Damage.Kind.INDEX, 1, 0, 0));
        assertThat(found.records).hasSize(200);
    }

    @Test
    void fileThatWasTornWhileItWasSealedIsNotDamaged() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 10; i++) {
            rig.appendAndSettle(i, BODY);
        }
        rig.log.close();
        rig.settle();
        disk.flip(WalFile.name(1), indexOffset(1) + 3);

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.damages).isEmpty();
        assertThat(found.records).hasSize(10);
    }

    private long indexOffset(long file) throws IOException {
        return LogRig.there(Footer.trailerOrNull(disk.open(WalFile.name(file)), file)).offset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void missingFileIsReported(long number) throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 200; i++) {
            rig.appendAndSettle(i, BODY);
        }
        new LogRig(disk);
        disk.delete(WalFile.name(number));

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.damages)
                .containsExactly(new Damage(Damage.Kind.MISSING_FILE, number, 0, 0));
        assertThat(found.records).hasSizeBetween(10, 190);
    }

    @Test
    void damagedHeaderOfAFileIsReported() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 200; i++) {
            rig.appendAndSettle(i, BODY);
        }
        disk.flip(WalFile.name(2), 33);

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.damages).containsExactly(new Damage(Damage.Kind.FILE_HEADER, 2, 0, 0));
    }

    @Test
    void whatARecycledFileHeldIsNeverSeen() throws IOException {
        LogRig rig = new LogRig(disk);
        rig.appendAndSettle(1, BODY);
        byte[] old = disk.bytes(WalFile.name(1));
        byte[] stale = Arrays.copyOf(old, old.length);
        disk.cut(WalFile.name(1), FileHeader.BYTES, old.length);
        System.arraycopy(stale, 8192, old, 12288, 4096);
        disk.setBytes(WalFile.name(1), Arrays.copyOf(old, 16384));

        Found found = new Found();
        Log.recover(disk, LogRig.OPTIONS, found);

        assertThat(found.records).hasSize(1);
    }

    private static final class Found implements RecoveryVisitor {
        final List<RecordInfo> records = new ArrayList<>();
        final List<Damage> damages = new ArrayList<>();

        @Override
        public void record(RecordInfo record, PayloadSource payload) {
            records.add(record);
        }

        @Override
        public void damaged(Damage damage) {
            damages.add(damage);
        }
    }
}
