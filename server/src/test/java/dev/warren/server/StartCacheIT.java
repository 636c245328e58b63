package dev.warren.server;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of a distribution, with a cache for a quicker start in every condition. In none may
/// it fail, or print a word more.
@Timeout(240)
final class StartCacheIT {

    private static final String CACHE = "lib/warren.aot";
    private static final String SHOW_CLASSES = "-Xlog:class+load";
    private static final String FROM_CACHE = "dev.warren.server.Main source: shared objects file";
    private static final String FROM_JAR = "dev.warren.server.Main source: file:";

    @TempDir private static Path made;
    @TempDir private Path home;

    @BeforeAll
    static void makeDistribution() throws Exception {
        copy(BrokerProcess.ROOT.resolve("bin"), made.resolve("bin"));
        copy(BrokerProcess.ROOT.resolve("server/target/warren/lib"), made.resolve("lib"));
        Files.deleteIfExists(made.resolve(CACHE));

        String output = run(List.of(made.resolve("bin/make-start-cache").toString()), "");

        assertThat(output).isEmpty();
        assertThat(made.resolve(CACHE)).isNotEmptyFile();
    }

    @BeforeEach
    void unpack() throws IOException {
        copy(made.resolve("bin"), home.resolve("bin"));
        copy(made.resolve("lib"), home.resolve("lib"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()), COPY_ATTRIBUTES);
            }
        }
    }

    private static String run(List<String> command, String javaOptions) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("WARREN_JAVA_OPTS", javaOptions));
        Process process = builder.start();
        String output = String.join("\n", process.inputReader().readAllLines());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private String version(String javaOptions) throws Exception {
        return run(List.of(home.resolve("bin/warren").toString(), "--version"), javaOptions);
    }

    private Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(home.resolve("lib"), "warren-server-*.jar")) {
            return jars.iterator().next();
        }
    }

    @Test
    void freshCacheIsUsedWhereverTheDistributionIs() throws Exception {
        assertThat(version(SHOW_CLASSES)).contains(FROM_CACHE).doesNotContain(FROM_JAR);
    }

    @Test
    void cacheKnowsWhatAClientAndMessagesOnDiskNeed() throws Exception {
        assertThat(version(SHOW_CLASSES))
                .contains("dev.warren.engine.queue.home.LocalHome source: shared objects file")
                .contains("dev.warren.engine.queue.store.LogQueueStore source: shared objects file")
                .contains("dev.warren.amqp.connection.AmqpConnection source: shared objects file");
    }

    @Test
    void cacheIsNotUsedWhenAJarIsNewer() throws Exception {
        var later = Files.getLastModifiedTime(home.resolve(CACHE)).toInstant().plusSeconds(2);
        Files.setLastModifiedTime(jar(), FileTime.from(later));

        assertThat(version(SHOW_CLASSES)).contains(FROM_JAR).doesNotContain(FROM_CACHE);
    }

    @Test
    void cacheIsNotUsedWhenThereIsAnotherJar() throws Exception {
        Path other = home.resolve("lib/zzz.jar");
        Files.copy(jar(), other, COPY_ATTRIBUTES);

        assertThat(version(SHOW_CLASSES)).contains(FROM_JAR).doesNotContain(FROM_CACHE);
    }

    @Test
    void cacheIsNotUsedWhenAJarHasAnotherSizeThoughItIsNotNewer() throws Exception {
        Path jar = jar();
        FileTime before = Files.getLastModifiedTime(jar);
        // a zip is read from its end: what stands before it does no harm
        byte[] content = Files.readAllBytes(jar);
        Files.write(jar, new byte[4_096]);
        Files.write(jar, content, APPEND);
        Files.setLastModifiedTime(jar, before);

        assertThat(version(SHOW_CLASSES)).contains(FROM_JAR).doesNotContain(FROM_CACHE);
    }

    @Test
    void noCacheIsNoProblem() throws Exception {
        Files.delete(home.resolve(CACHE));

        assertThat(version("").lines()).singleElement().asString().startsWith("Warren ");
    }

    @Test
    void brokenCacheIsLeftAsideWithoutAWord() throws Exception {
        Files.writeString(home.resolve(CACHE), "not a cache");

        assertThat(version("").lines()).singleElement().asString().startsWith("Warren ");
    }

    @Test
    void cacheForOtherFlagsIsLeftAsideWithoutAWord() throws Exception {
        assertThat(version("-XX:-UseCompactObjectHeaders").lines())
                .singleElement()
                .asString()
                .startsWith("Warren ");
    }
}
