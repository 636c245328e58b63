package dev.warren.conformance.support;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A broker of our own: `bin/warren server` as a child process on a free port, with a data
/// directory of its own below `target/warren`, where its log stays to be read after a failure.
/// Ended with SIGTERM, by process id.
public final class WarrenProcess implements AutoCloseable {
    /// How it is called, wherever the suite runs.
    public static final String NODE = "rabbit@suite";

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    /// Most brokers here end before the JVM's second compiler has paid off, and there are hundreds.
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private final ProcessBuilder builder;
    private final int port;
    private final Path log;
    private final Path data;
    private Process process;

    private WarrenProcess(ProcessBuilder builder, Process process, int port, Path log, Path data) {
        this.builder = builder;
        this.process = process;
        this.port = port;
        this.log = log;
        this.data = data;
    }

    /// Starts `bin/warren` below `root` and returns when it says that it is ready. It is for calls,
    /// not for loads.
    public static WarrenProcess start(Path root, Map<String, String> settings) throws IOException {
        return start(root, settings, SHORT_LIVED);
    }

    /// The same, with these flags for its JVM besides those that users have.
    public static WarrenProcess start(Path root, Map<String, String> settings, String javaFlags)
            throws IOException {
        return start(root, settings, Map.of("WARREN_JAVA_OPTS", javaFlags));
    }

    /// The same as users have it, with further variables in its environment.
    public static WarrenProcess start(
            Path root, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        var parent = Files.createDirectories(Path.of("target", "warren").toAbsolutePath());
        var directory = Files.createTempDirectory(parent, "server-");
        var log = directory.resolve("server.log");
        var port = Ports.free();
        var data = directory.resolve("data");
        var builder =
                new ProcessBuilder(command(root, data, port, settings))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var server = new WarrenProcess(builder, process, port, log, data);
        server.awaitReady();
        return server;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /// Its data directory.
    public Path data() {
        return data;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// For clients of this server.
    public ConnectionFactory factory() {
        return Broker.factory(Target.local(port));
    }

    /// A socket to this server on which nothing has been said.
    public RawAmqp raw() throws IOException {
        return new RawAmqp(Target.local(port));
    }

    /// What the server has written so far.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGTERM, then waits; returns the exit code.
    public int stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not stop on SIGTERM:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /// SIGKILL: the process has no chance to write anything more.
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts it again, after [#stop] or [#kill], on the same port and data directory. Its log
    /// begins anew.
    public void startAgain() throws IOException {
        Files.deleteIfExists(log);
        process = builder.start();
        awaitReady();
    }

    /// The same with another value for a setting, which holds from now on.
    public void startAgain(String key, String value) throws IOException {
        builder.command().addAll(List.of("--set", key + "=" + value));
        startAgain();
    }

    /// Starts it again and waits until it has refused; returns the exit code. [#log] has the text.
    public int startRefused() throws IOException {
        Files.deleteIfExists(log);
        process = builder.start();
        return awaitEnd();
    }

    /// The same with further variables in its environment.
    public int startRefused(Map<String, String> environment) throws IOException {
        builder.environment().putAll(environment);
        return startRefused();
    }

    /// A further process on the same data directory, with a port and a log of its own. Does not
    /// wait for it.
    public WarrenProcess rival() throws IOException {
        var rivalPort = Ports.free();
        var rivalLog = log.resolveSibling("rival.log");
        var command = new ArrayList<>(builder.command());
        command.addAll(List.of("--set", "listeners.tcp.default=" + rivalPort));
        var rival =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(rivalLog.toFile());
        return new WarrenProcess(rival, rival.start(), rivalPort, rivalLog, data);
    }

    /// Waits until it ends by itself; returns the exit code.
    public int awaitEnd() {
        try {
            if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end by itself:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private static List<String> command(
            Path root, Path data, int port, Map<String, String> settings) {
        var command = new ArrayList<String>();
        command.add(root.resolve("bin/warren").toString());
        command.addAll(List.of("server", "--data-dir", data.toString()));
        command.addAll(List.of("--set", "listeners.tcp.default=" + port));
        command.addAll(List.of("--set", "warren.management=false"));
        command.addAll(List.of("--set", "warren.node_name=" + NODE));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    private void awaitReady() {
        try {
            Awaitility.await("the server's startup")
                    .atMost(START_MAX)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || log().contains("Server startup complete"));
        } finally {
            if (!log().contains("Server startup complete")) {
                process.destroyForcibly();
            }
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("the server did not start:\n" + log());
        }
    }
}
