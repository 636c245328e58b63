package dev.warren.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whose work is in the archive. Comes after the jars are in place.
final class NoticeIT {

    private static final Pattern JAR = Pattern.compile("(.+?)-\\d[^-]*(-[A-Za-z0-9]+)?\\.jar");

    @Test
    void everyJarIsNamedWithItsLicence() throws IOException {
        List<String> notice = Files.readAllLines(Shell.ROOT.resolve("packaging/NOTICE"));

        assertThat(jars())
                .isNotEmpty()
                .allSatisfy(jar ->
                        assertThat(notice)
                                .as("a line for " + jar)
                                .anyMatch(line ->
                                        line.matches("  " + Pattern.quote(jar) + "  +\\S.*")));
    }

    /// Without their versions, and without our own.
    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(Shell.ROOT.resolve("server/target/warren/lib"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("warren-"))
                    .map(name -> JAR.matcher(name).replaceFirst("$1"))
                    .sorted()
                    .toList();
        }
    }
}
