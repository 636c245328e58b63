package dev.warren.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldFilesTest {

    @TempDir Path directory;

    @Test
    void newestByTimeAndThenByNumberAreKept() throws IOException {
        make("w.log", "w.log.2026-11-20.11", "w.log.2026-11-21.9", "w.log.2026-11-21.10.gz");

        new OldFiles(directory.resolve("w.log"), 2).removeOldest();

        assertThat(files())
                .containsExactly("w.log", "w.log.2026-11-21.10.gz", "w.log.2026-11-21.9");
    }

    @Test
    void filesOfHoursWeeksAndMonthsAreKnown() throws IOException {
        make("w.log.2026-11-21-07", "w.log.2026-11-21-08", "w.log.2026-W47", "w.log.2026-10");

        new OldFiles(directory.resolve("w.log"), 0).removeOldest();

        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNotOfTheRotationStays() throws IOException {
        make("other.log.2026-11-21", "w.log.bak", "w.log.2026-11-21.old", "wxlog.2026-11-21");

        new OldFiles(directory.resolve("w.log"), 0).removeOldest();

        assertThat(files()).hasSize(4);
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(directory.resolve(name));
        }
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
