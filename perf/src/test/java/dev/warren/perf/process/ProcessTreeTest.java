package dev.warren.perf.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTreeTest {

    @TempDir private Path proc;

    @Test
    void timesAndParentAreFoundBehindANameWithSpacesAndParentheses() {
        ProcessStat stat =
                ProcessStat.parse(
                        "42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 150 50 20 5 20 0 1 0\n");

        assertThat(stat).isEqualTo(new ProcessStat(42, 7, 2.25));
    }

    @Test
    void residentMemoryIsInKibibytes() {
        assertThat(ProcessStat.residentBytes("Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t9\n"))
                .isEqualTo(2 * 1024 * 1024);
        assertThat(ProcessStat.residentBytes("Name:\tkthreadd\n")).isZero();
    }

    @Test
    void descendantsCountAndOthersDoNot() throws IOException {
        process(100, 1, 1);
        process(101, 100, 2);
        process(102, 101, 4);
        process(200, 1, 8);
        Files.createDirectory(proc.resolve("self"));

        Usage usage = new ProcessTree(proc, 100).usage();

        assertThat(usage.cpuSeconds()).isEqualTo(7);
        assertThat(usage.residentBytes()).isEqualTo(3 * 1024);
    }

    @Test
    void processThatIsGoneUsesNothing() {
        assertThat(new ProcessTree(proc, 100).usage()).isEqualTo(Usage.NONE);
        assertThat(new ProcessTree(proc.resolve("missing"), 100).usage()).isEqualTo(Usage.NONE);
    }

    private void process(int pid, int parent, int seconds) throws IOException {
        Path directory = Files.createDirectory(proc.resolve(String.valueOf(pid)));
        Files.writeString(
                directory.resolve("stat"),
                "%d (x) S %d 1 1 0 -1 0 0 0 0 0 %d 0 0 0 20 0 1 0"
                        .formatted(pid, parent, seconds * 100));
        Files.writeString(directory.resolve("status"), "VmRSS: 1 kB\n");
    }
}
