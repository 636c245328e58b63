package dev.warren.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.packaging.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which Java the launcher takes. The Javas are scripts: none is started to ask for its version.
final class FindJdkTest {

    @TempDir private Path directory;

    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        home = Files.createDirectories(directory.resolve("a place").resolve("warren"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Shell.ROOT.resolve("bin/find-jdk"), home.resolve("bin/find-jdk"));
    }

    private static Path java(Path where, String version) throws IOException {
        Shell.script(where.resolve("bin/java"), "exit 1");
        Files.writeString(where.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return where;
    }

    private Ended find(Path javaHome) throws IOException, InterruptedException {
        return Shell.run(
                List.of("/bin/sh", home.resolve("bin/find-jdk").toString()),
                Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", javaHome.toString()));
    }

    @Test
    void runtimeOfTheDistributionComesFirst() throws Exception {
        Path own = java(home.resolve("runtime"), "25.0.3");
        Path other = java(directory.resolve("other"), "26");

        assertThat(find(other)).isEqualTo(new Ended(0, own + "\n"));
    }

    @Test
    void javaHomeIsTakenInASourceTree() throws Exception {
        Path other = java(directory.resolve("other"), "25");

        assertThat(find(other)).isEqualTo(new Ended(0, other + "\n"));
    }

    @Test
    void runtimeThatIsTooOldIsNotTaken() throws Exception {
        java(home.resolve("runtime"), "21.0.1");
        Path other = java(directory.resolve("other"), "25");

        assertThat(find(other)).isEqualTo(new Ended(0, other + "\n"));
    }
}
