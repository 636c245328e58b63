package dev.warren.server.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.server.config.LogCategory;
import dev.warren.server.config.LogFormat;
import dev.warren.server.config.LogLevel;
import dev.warren.server.config.LogRotation;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoggingSetupTest {

    private final LoggerContext context = new LoggerContext();

    @TempDir private Path directory;

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void outputTakesItsLevel() throws IOException {
        apply(Map.of());

        context.getLogger("warren.connection").debug("quiet");
        context.getLogger("warren.connection").warn("loud");

        assertThat(texts()).containsExactly("[warning] <0.0.0> loud");
    }

    @Test
    void levelOfACategoryWinsOverTheOutputs() throws IOException {
        apply(Map.of(LogCategory.CONNECTION, LogLevel.DEBUG, LogCategory.QUEUE, LogLevel.ERROR));

        context.getLogger("warren.connection").debug("talks");
        context.getLogger("warren.queue").warn("is quiet");
        context.getLogger("warren.channel").debug("is quiet too");

        assertThat(texts()).containsExactly("[debug] <0.0.0> talks");
    }

    @Test
    void everyOtherLoggerIsInTheDefaultCategory() throws IOException {
        apply(Map.of(LogCategory.DEFAULT, LogLevel.DEBUG));

        context.getLogger("dev.warren.Any").debug("talks");
        context.getLogger("warren.channel").debug("is quiet");

        assertThat(texts()).containsExactly("[debug] <0.0.0> talks");
    }

    @Test
    void pairsFollowTheTextAndThePidHasItsPlace() throws IOException {
        apply(Map.of());

        context.getLogger("warren.queue")
                .atInfo()
                .addKeyValue("pid", "<0.12.1>")
                .addKeyValue("vhost", "/")
                .addKeyValue("queue", "my queue")
                .log("gone");

        assertThat(texts()).containsExactly("[info] <0.12.1> gone vhost=/ queue='my queue'");
    }

    @Test
    void logFileThatCannotBeOpenedIsAnError() {
        var logging = new Logging(LogLevel.NONE, new LogFile(directory, LogLevel.INFO), Map.of());

        assertThatThrownBy(() -> LoggingSetup.apply(context, logging, ZoneOffset.UTC))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write to the log file");
    }

    @Test
    void jsonHasOneObjectALine() throws IOException {
        var file = new LogFile(directory.resolve("log"), LogLevel.INFO, LogFormat.JSON, null);
        LoggingSetup.apply(context, new Logging(LogLevel.NONE, file, Map.of()), ZoneOffset.UTC);

        context.getLogger("warren.queue")
                .atWarn()
                .addKeyValue("pid", "<0.12.1>")
                .addKeyValue("vhost", "/")
                .addKeyValue("msg", "cannot stand twice")
                .setCause(new IllegalStateException("two\nlines"))
                .log("gone \"{}\"\n", "queue");
        context.getLogger("dev.warren.Any").info("of no category");

        var lines = Files.readAllLines(directory.resolve("log"));
        assertThat(lines).hasSize(2);
        var first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.path("time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
        assertThat(first.path("level").asText()).isEqualTo("warning");
        assertThat(first.path("msg").asText()).isEqualTo("gone \"queue\"\n");
        assertThat(first.path("domain").asText()).isEqualTo("rabbitmq.queue");
        assertThat(first.path("pid").asText()).isEqualTo("<0.12.1>");
        assertThat(first.path("vhost").asText()).isEqualTo("/");
        assertThat(first.path("stack").asText()).contains("IllegalStateException: two\nlines");
        assertThat(new ObjectMapper().readTree(lines.getLast()).path("domain").asText())
                .isEqualTo("rabbitmq");
    }

    @Test
    void fileOfACertainSizeIsPutAsideAndOnlySoManyAreKept() throws IOException {
        rotating(new LogRotation(null, 500, 2, false));

        for (int i = 0; i < 100; i++) {
            context.getLogger("warren.queue").info("a line of some length, with number {}", i);
        }

        assertThat(files()).containsExactly("log", "log.0", "log.1");
        assertThat(Files.readString(directory.resolve("log.0"))).hasSizeBetween(500, 700);
    }

    @Test
    void fileIsRotatedByTimeAndSizeUnderItsDate() throws IOException {
        rotating(new LogRotation(LogRotation.Period.DAY, 500, 3, false));

        for (int i = 0; i < 100; i++) {
            context.getLogger("warren.queue").info("a line of some length, with number {}", i);
        }

        assertThat(files())
                .hasSize(1 + 3)
                .contains("log")
                .allMatch(name -> name.matches("log(\\.[\\d-]{10}\\.\\d+)?"));
    }

    private void rotating(LogRotation rotation) throws IOException {
        var file =
                new LogFile(directory.resolve("log"), LogLevel.INFO, LogFormat.PLAINTEXT, rotation);
        LoggingSetup.apply(context, new Logging(LogLevel.NONE, file, Map.of()), ZoneOffset.UTC);
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void apply(Map<LogCategory, LogLevel> categories) throws IOException {
        var file = new LogFile(directory.resolve("log"), LogLevel.INFO);
        LoggingSetup.apply(context, new Logging(LogLevel.NONE, file, categories), ZoneOffset.UTC);
    }

    private List<String> texts() throws IOException {
        return Files.readAllLines(directory.resolve("log")).stream()
                .map(line -> line.substring(line.indexOf('[')))
                .toList();
    }
}
