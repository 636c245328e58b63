package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulkReaderTest {

    private static final byte[] BODY = new byte[300];

    private final SimDisk disk = new SimDisk(new Random(1));
    private final List<String> answers = new ArrayList<>();

    @Test
    void neighboursAreReadTogether() throws IOException {
        LogRig rig = written(40, BODY);
        disk.reads = 0;

        read(rig.log.reader().bulk(), rig.positions);

        assertThat(answers).hasSize(40).startsWith("0: 1", "1: 2").endsWith("39: 40");
        assertThat(disk.reads).isEqualTo(1);
    }

    @Test
    void recordsOfManyFilesAndSizesAreFound() throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= 60; i++) {
            rig.appendAndSettle(i, new byte[i % 7 == 0 ? 150_000 : i * 100]);
        }

        read(rig.log.reader().bulk(), rig.positions);

        assertThat(answers).hasSize(60).noneMatch(answer -> answer.contains("DAMAGED"));
    }

    @Test
    void allPlacesOfSharedRecordsAreFoundByOneRead() throws IOException {
        LogRig rig = new LogRig(disk);
        rig.lanes.run(
                0,
                () -> {
                    for (int i = 1; i <= 20; i++) {
                        rig.lane.append(1, 0, 7, i, BODY, rig::placed);
                        rig.lane.share(8, 100 + i, rig::placed);
                    }
                });
        rig.settle();
        disk.reads = 0;

        List<Long> second = new ArrayList<>();
        for (int i = 1; i < rig.positions.size(); i += 2) {
            second.add(rig.positions.get(i));
        }
        read(rig.log.reader().bulk(), second);

        assertThat(answers).hasSize(20).startsWith("0: 101").endsWith("19: 120");
        assertThat(disk.reads).isEqualTo(1);
    }

    @Test
    void whatWasWrittenSinceTheLastReadIsSeen() throws IOException {
        LogRig rig = written(3, BODY);
        BulkReader reader = rig.log.reader().bulk();
        read(reader, rig.positions);
        rig.appendAndSettle(4, BODY);
        answers.clear();

        read(reader, rig.positions);

        assertThat(answers).containsExactly("0: 1", "1: 2", "2: 3", "3: 4");
    }

    @Test
    void damagedRecordIsToldAndTheOthersAreFound() throws IOException {
        LogRig rig = written(3, BODY);
        disk.flip(WalFile.name(1), Position.offset(rig.positions.get(1)) + 50);

        read(rig.log.reader().bulk(), rig.positions);

        assertThat(answers).containsExactly("0: 1", "1: DAMAGED", "2: 3");
    }

    @Test
    void fileThatHasGoneIsNoError() throws IOException {
        LogRig rig = written(1, BODY);
        List<Long> positions = List.of(rig.positions.getFirst(), Position.of(99, 5000));
        BulkReader reader = rig.log.reader().bulk();

        rig.log.close();
        rig.settle();
        read(reader, positions);

        assertThat(answers).containsExactly("0: GONE", "1: GONE");
    }

    @Test
    void diskThatDoesNotAnswerIsToldApart() throws IOException {
        LogRig rig = written(2, BODY);
        disk.failReads(true);

        read(rig.log.reader().bulk(), rig.positions);

        assertThat(answers).containsExactly("0: FAILED", "1: FAILED");
    }

    @Test
    void placeBehindTheEndOfAFileIsDamaged() throws IOException {
        LogRig rig = written(1, BODY);

        read(rig.log.reader().bulk(), List.of(Position.of(1, 60_000), Position.of(1, 900_000)));

        assertThat(answers).containsExactly("0: DAMAGED", "1: DAMAGED");
    }

    private LogRig written(int count, byte[] body) throws IOException {
        LogRig rig = new LogRig(disk);
        for (int i = 1; i <= count; i++) {
            rig.append(0, i, body);
        }
        rig.settle();
        return rig;
    }

    private void read(BulkReader reader, List<Long> positions) {
        long[] asked = positions.stream().mapToLong(Long::longValue).toArray();
        reader.readAll(
                asked,
                asked.length,
                new ReadResults() {
                    @Override
                    public void found(int index, LogRecord record) {
                        assertThat(record.info().position()).isEqualTo(asked[index]);
                        answers.add(index + ": " + record.info().sequence());
                    }

                    @Override
                    public void missed(int index, Miss why) {
                        answers.add(index + ": " + why);
                    }
                });
    }
}
