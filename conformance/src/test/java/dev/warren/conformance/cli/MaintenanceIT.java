package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node before and after its machine is worked on. Texts and codes are those of RabbitMQ 3.10.8.
@Timeout(240)
class MaintenanceIT {

    private static final String NODE = WarrenProcess.NODE;

    @TempDir Path work;

    private static boolean isDrained(HttpBroker broker) {
        return broker.http().get("/api/nodes/" + NODE).json().path("being_drained").asBoolean();
    }

    @Test
    void clientsLeaveANodeThatIsDrainedAndComeBackWhenItIsRevived()
            throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            Connection before = broker.process().factory().newConnection();

            assertThat(line.run("rabbitmq-upgrade", "drain"))
                    .isEqualTo(
                            new Ended(
                                    0,
                                    "Will put node %s into maintenance mode. The node will no longer serve any client traffic!\n"
                                            .formatted(NODE),
                                    ""));

            Awaitility.await().until(() -> !before.isOpen());
            assertThat(before.getCloseReason().getMessage())
                    .contains("reply-code=320")
                    .contains("CONNECTION_FORCED - Node was put into maintenance mode");
            assertThatThrownBy(() -> broker.process().factory().newConnection())
                    .isInstanceOf(IOException.class);
            assertThat(isDrained(broker)).isTrue();
            assertThat(line.ctl("status").out()).contains("Is under maintenance?: true\n");
            assertThat(line.ctl("cluster_status").out())
                    .contains(
                            "Node: " + NODE + ", status: \033[35mmarked for maintenance\033[0m\n");
            assertThat(line.run("rabbitmq-diagnostics", "check_running").status()).isZero();
            assertThat(line.run("rabbitmq-upgrade", "drain").status()).isZero();

            assertThat(line.run("rabbitmq-upgrade", "revive", "--formatter", "json"))
                    .isEqualTo(
                            new Ended(
                                    0,
                                    "{\"node\":\"%s\",\"result\":\"ok\"}\n".formatted(NODE),
                                    ""));

            broker.process().factory().newConnection().close();
            assertThat(isDrained(broker)).isFalse();
        }
    }

    @Test
    void aStartEndsMaintenance() throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            line.run("rabbitmq-upgrade", "drain");
            line.ctl("stop_app");
            assertThat(isDrained(broker)).isTrue();

            line.ctl("start_app");

            assertThat(isDrained(broker)).isFalse();
            broker.process().factory().newConnection().close();
        }
    }

    @Test
    void aShortDiskHoldsNobodyWhileItIsNotWatched() throws IOException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            line.ctl("set_disk_free_limit", "9000000000000000");
            awaitAlarms(broker, 503);

            line.ctl("deactivate_free_disk_space_monitoring");
            awaitAlarms(broker, 200);

            line.ctl("activate_free_disk_space_monitoring");
            awaitAlarms(broker, 503);
        }
    }

    private static void awaitAlarms(HttpBroker broker, int status) {
        Awaitility.await("alarms: " + status)
                .until(() -> broker.http().get("/api/health/checks/alarms").status() == status);
    }
}
