package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A Warren that a test starts and stops for itself. Left out when the suite runs against a broker
/// that somebody else has started.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class LifecycleIT {
    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    @Test
    void sigtermStopsItWithExitCodeZero() throws Exception {
        try (var server = WarrenProcess.start(Broker.root(), Map.of())) {
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void clientsAreToldOfTheShutdown() throws Exception {
        try (var server = WarrenProcess.start(Broker.root(), Map.of());
                var raw = server.raw()) {
            raw.handshake();

            server.stop();

            assertThat(raw.expectClosing())
                    .isEqualTo(
                            Closing.connection(
                                    320,
                                    "CONNECTION_FORCED - broker forced connection closure with"
                                            + " reason 'shutdown'",
                                    Closing.NO_METHOD));
        }
    }
}
