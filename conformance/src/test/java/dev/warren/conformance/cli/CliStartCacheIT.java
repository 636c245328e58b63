package dev.warren.conformance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The cache with which the command line starts quickly, in every condition. In none may a command
/// fail, or print a word more. A distribution of its own, so that the others keep theirs.
@Timeout(120)
class CliStartCacheIT {

    private static final String CACHE = "lib/cli/warren.aot";
    private static final String SHOW_CLASSES = "-Xlog:class+load";
    private static final String FROM_CACHE = "dev.warren.cli.Main source: shared objects file";
    private static final String FROM_JAR = "dev.warren.cli.Main source: file:";

    @TempDir private static Path made;
    @TempDir private Path home;

    /// As `bin/make-start-cache` does it, with a shorter training.
    @BeforeAll
    static void makeDistribution() throws Exception {
        copy(Broker.root().resolve("bin"), made.resolve("bin"));
        copy(Broker.root().resolve("cli/target/cli/lib"), made.resolve("lib/cli"));
        Files.deleteIfExists(made.resolve(CACHE));
        version(made, "-XX:AOTCacheOutput=" + made.resolve(CACHE) + " -Xlog:aot*=off,cds*=off");
        run(
                List.of("sh", "-c", ". bin/start-cache.sh; jars_in lib/cli > " + CACHE + ".jars"),
                made,
                "");
        assertThat(made.resolve(CACHE)).isNotEmptyFile();
    }

    @BeforeEach
    void unpack() throws IOException {
        copy(made.resolve("bin"), home.resolve("bin"));
        copy(made.resolve("lib/cli"), home.resolve("lib/cli"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()), COPY_ATTRIBUTES);
            }
        }
    }

    private static String run(List<String> command, Path directory, String javaOptions)
            throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("WARREN_CLI_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static String version(Path home, String javaOptions) throws Exception {
        return run(
                List.of(home.resolve("bin/rabbitmqctl").toString(), "version"), home, javaOptions);
    }

    private Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(home.resolve("lib/cli"), "warren-cli-*.jar")) {
            return jars.iterator().next();
        }
    }

    @Test
    void aFreshOneIsUsed() throws Exception {
        assertThat(version(home, SHOW_CLASSES)).contains(FROM_CACHE).doesNotContain(FROM_JAR);
    }

    @Test
    void oneOfAnOlderJarIsNot() throws Exception {
        var later = Files.getLastModifiedTime(home.resolve(CACHE)).toInstant().plusSeconds(2);
        Files.setLastModifiedTime(jar(), FileTime.from(later));

        assertThat(version(home, SHOW_CLASSES)).contains(FROM_JAR).doesNotContain(FROM_CACHE);
    }

    @Test
    void oneOfOtherJarsIsNot() throws Exception {
        Files.copy(jar(), home.resolve("lib/cli/zzz.jar"), COPY_ATTRIBUTES);

        assertThat(version(home, SHOW_CLASSES)).contains(FROM_JAR).doesNotContain(FROM_CACHE);
    }

    @Test
    void oneThatIsBrokenIsLeftAsideWithoutAWord() throws Exception {
        Files.writeString(home.resolve(CACHE), "not a cache");

        assertThat(version(home, "")).isEqualTo("4.2.0\n");
    }

    @Test
    void oneForOtherFlagsIsLeftAsideWithoutAWord() throws Exception {
        assertThat(version(home, "-XX:-UseCompactObjectHeaders")).isEqualTo("4.2.0\n");
    }

    @Test
    void noneIsNoProblem() throws Exception {
        Files.delete(home.resolve(CACHE));

        assertThat(version(home, "")).isEqualTo("4.2.0\n");
    }
}
