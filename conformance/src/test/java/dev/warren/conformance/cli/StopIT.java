package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ends nodes of its own.
@Timeout(240)
class StopIT {

    @TempDir Path work;

    @Test
    void clientsAreSentAwayAndLetInAgainAndWhatWasTransientIsGone()
            throws IOException, TimeoutException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);
            Connection before = broker.process().factory().newConnection();
            var channel = before.createChannel();
            channel.queueDeclare("kept", true, false, false, null);
            channel.queueDeclare("transient", false, false, false, null);

            line.ctl("suspend_listeners");

            assertThatThrownBy(() -> broker.process().factory().newConnection())
                    .isInstanceOf(IOException.class);
            assertThat(channel.queueDeclarePassive("kept").getQueue()).isEqualTo("kept");
            assertThat(line.run("rabbitmq-diagnostics", "check_running").status()).isZero();
            assertServing(broker, 503);

            line.ctl("resume_listeners");

            broker.process().factory().newConnection().close();
            assertServing(broker, 200);

            line.ctl("stop_app");

            Awaitility.await().until(() -> !before.isOpen());
            assertThat(before.getCloseReason().getMessage()).contains("reply-code=320");
            assertThatThrownBy(() -> broker.process().factory().newConnection())
                    .isInstanceOf(IOException.class);
            assertThat(line.run("rabbitmq-diagnostics", "check_running").status()).isEqualTo(69);
            assertServing(broker, 503);
            assertThat(line.run("rabbitmqctl", "await_startup", "--timeout", "1"))
                    .isEqualTo(new CommandLine.Ended(69, "", "Error:\nrabbit_is_not_running\n"));
            assertThat(line.run("rabbitmqctl", "-q", "ping").status()).isZero();

            line.ctl("start_app");

            broker.process().factory().newConnection().close();
            assertThat(line.ctl("list_queues", "name", "-s").lines()).containsExactly("kept");
        }
    }

    /// What load balancers and readiness probes ask.
    private static void assertServing(HttpBroker broker, int status) {
        for (String check : List.of("is-in-service", "ready-to-serve-clients")) {
            assertThat(broker.http().get("/api/health/checks/" + check).status())
                    .as(check)
                    .isEqualTo(status);
        }
    }

    @Test
    void aNodeIsShutDownAndItsTokenGoesWithIt() throws IOException {
        try (HttpBroker broker = HttpBroker.start()) {
            CommandLine line = new CommandLine(broker.process().data(), work);

            line.ctl("shutdown");

            assertThat(broker.process().awaitEnd()).isZero();
            assertThat(broker.process().data().resolve("admin.token")).doesNotExist();
            assertThat(line.run("rabbitmq-diagnostics", "-q", "ping").status()).isEqualTo(69);
        }
    }
}
