package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `rabbitmq-server -detached`, told everything by RabbitMQ's variables.
@Timeout(120)
class DetachedIT {

    private static final Duration START_MAX = Duration.ofSeconds(60);

    @TempDir Path work;

    private Path data() {
        return work.resolve("base").resolve("warren");
    }

    private Path pidFile() {
        return work.resolve("pid");
    }

    /// Whatever a test has left running.
    @AfterEach
    void end() throws IOException {
        if (Files.exists(pidFile())) {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(pidFile()).strip());
    }

    private Process start(String... words) throws IOException {
        Path configuration =
                Files.writeString(
                        work.resolve("rabbitmq.conf"),
                        """
                        management.tcp.ip = 127.0.0.1
                        management.tcp.port = 0
                        prometheus.tcp.ip = 127.0.0.1
                        prometheus.tcp.port = 0
                        """);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "RABBITMQ_CONFIG_FILE", configuration.toString(),
                                "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1",
                                "RABBITMQ_NODE_PORT", "0",
                                "RABBITMQ_MNESIA_BASE", work.resolve("base").toString(),
                                "RABBITMQ_LOGS", work.resolve("node.log").toString(),
                                "RABBITMQ_PID_FILE", pidFile().toString()));
        return builder.start();
    }

    private static String program() {
        return Broker.root().resolve("bin/rabbitmq-server").toString();
    }

    @Test
    void scriptReturnsAndTheNodeGoesOn() throws Exception {
        Process script = start(program(), "-detached");
        assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();
        assertThat(script.inputReader().readAllLines()).isEmpty();

        CommandLine line = new CommandLine(data(), work);
        line.ctl("wait", pidFile().toString(), "-q");
        Awaitility.await("its log")
                .atMost(START_MAX)
                .until(() ->
                        Files.readString(work.resolve("node.log"))
                                .contains("Server startup complete"));
        ProcessHandle node = ProcessHandle.of(pid()).orElseThrow();
        assertThat(Files.readString(data().resolve("LOCK")).strip())
                .isEqualTo(String.valueOf(node.pid()));
        assertThat(Files.readAllLines(data().resolve("admin.token")).get(2))
                .matches("rabbit@[A-Za-z0-9_-]+");

        CompletableFuture<ProcessHandle> end = node.onExit();
        line.ctl("stop", pidFile().toString(), "-q");
        end.get(30, TimeUnit.SECONDS);
        assertThat(Files.readString(work.resolve("node.log"))).contains("Warren has stopped");
    }

    @Test
    void anyOtherWordIsRefused() throws Exception {
        Process script = start(program(), "-nonsense");

        assertThat(script.inputReader().readLine()).contains("'-nonsense' is not understood");
        assertThat(script.waitFor()).isEqualTo(64);
    }
}
