package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the programs say of a node that is not there. Texts and exit codes are those of RabbitMQ
/// 3.10.8.
@Timeout(120)
class NodeDownIT {

    private static final String UNREACHABLE =
            "Error: unable to perform an operation on node 'gone@hare'. Please see diagnostics information and suggestions below.\n";

    @TempDir Path work;

    private CommandLine line;

    @BeforeEach
    void lookWhereNoNodeIs() {
        line = new CommandLine(work.resolve("none"), work);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rabbitmqctl await_startup --timeout 1",
                "rabbitmqctl await_online_nodes 1 --timeout 1",
                "rabbitmqctl list_queues",
                "rabbitmqctl status",
                "rabbitmqctl shutdown",
                "rabbitmqctl -q stop",
                "rabbitmqctl -q stop_app",
                "rabbitmq-diagnostics -q check_running",
                "rabbitmq-diagnostics -q is_running",
                "rabbitmq-diagnostics -q is_booting",
                "rabbitmq-diagnostics -q check_alarms",
                "rabbitmq-diagnostics -q check_port_listener 5672"
            })
    void nodeIsNotReached(String words) {
        String[] command = (words + " -n gone@hare").split(" ");

        Ended ended = line.run(command[0], Arrays.copyOfRange(command, 1, command.length));

        assertThat(ended.status()).isEqualTo(69);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith(UNREACHABLE);
    }

    @Test
    void pingSaysWhatItTried() {
        Ended ended = line.run("rabbitmqctl", "ping", "-n", "gone@hare");

        assertThat(ended.status()).isEqualTo(69);
        assertThat(ended.out())
                .isEqualTo(
                        "Will ping gone@hare. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.\n");
        assertThat(ended.err())
                .startsWith(
                        "Error:\nFailed to connect and authenticate to gone@hare in 60000 ms\n");
    }

    @Test
    void waitSaysThatTimeIsUp() {
        Ended ended =
                line.run("rabbitmqctl", "wait", "-q", "pid", "-n", "gone@hare", "--timeout", "1");

        assertThat(ended.status()).isEqualTo(75);
        assertThat(ended.err())
                .isEqualTo(
                        "Error: operation wait on node gone@hare timed out. Timeout value used: 1000\n");
    }

    @Test
    void stopThatMayComeTooLateSucceeds() {
        Ended ended = line.run("rabbitmqctl", "stop", "--idempotent", "-q", "-n", "gone@hare");

        assertThat(ended).isEqualTo(new Ended(0, "Node gone@hare is no longer running\n", ""));
    }
}
