package dev.warren.management.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.own.LogTail.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(directory.resolve("w.log"), "one\ntwo\nthrée\n");
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    @Test
    void theLastLinesAreThoseAtTheEnd() throws IOException {
        assertThat(LogTail.lastLines(file, 2).lines()).containsExactly("two", "thrée");
        assertThat(LogTail.lastLines(file, 9).lines()).containsExactly("one", "two", "thrée");
        assertThat(LogTail.lastLines(file, 0).lines()).isEmpty();
    }

    @Test
    void whoFollowsGetsEachLineOnceAndWhole() throws IOException {
        long next = LogTail.lastLines(file, 0).next();
        append("four\nfi");
        Part part = LogTail.linesFrom(file, next);
        append("ve\n");

        assertThat(part.lines()).containsExactly("four");
        assertThat(LogTail.linesFrom(file, part.next()).lines()).containsExactly("five");
    }

    @Test
    void aFileThatHasBecomeShorterIsAnotherOne() throws IOException {
        long next = LogTail.lastLines(file, 0).next();
        Files.writeString(file, "new\n");

        assertThat(LogTail.linesFrom(file, next).lines()).containsExactly("new");
    }

    @Test
    void onlyAPartOfALargeFileIsReadAtOnce() throws IOException {
        String line = "x".repeat(99) + "\n";
        int count = 2 * LogTail.BYTES_MAX / line.length();
        Files.writeString(file, line.repeat(count));

        List<String> last = LogTail.lastLines(file, LogTail.LINES_MAX).lines();
        Part first = LogTail.linesFrom(file, 0);

        assertThat(last).hasSizeBetween(1, LogTail.BYTES_MAX / line.length());
        assertThat(last).allSatisfy(each -> assertThat(each).hasSize(99));
        assertThat(first.next()).isLessThanOrEqualTo(LogTail.BYTES_MAX);
        assertThat(first.lines()).hasSize((int) (first.next() / line.length()));
    }

    @Test
    void aLineLongerThanAPartComesInPieces() throws IOException {
        Files.writeString(file, "x".repeat(LogTail.BYTES_MAX + 3) + "\n");

        Part first = LogTail.linesFrom(file, 0);

        assertThat(first.next()).isEqualTo(LogTail.BYTES_MAX);
        assertThat(LogTail.linesFrom(file, first.next()).lines()).containsExactly("xxx");
    }
}
