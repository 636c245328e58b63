package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that fails under load: the broker stops by itself and has promised nothing that it cannot
/// keep.
@Timeout(180)
@EnabledIf("dev.warren.conformance.durable.DiskFaults#canBeMade")
class DiskFailedIT {

    /// As docs/user/configuration.md says.
    private static final int EXIT_DISK_FAILED = 74;

    private static final int BODY_BYTES_MAX = 4_000;
    private static final int ENOUGH = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {DiskFaults.SYNC_FAILS, DiskFaults.WRITE_FAILS})
    void whatWasConfirmedIsThereAfterwards(String fault) throws Exception {
        var faults = new DiskFaults();
        var tally = new Tally();
        try (var warren = DurableWarren.start(faults.environment())) {
            var publisher =
                    ConfirmingPublisher.toQueue(warren.channel("q"), "q", BODY_BYTES_MAX, tally);
            var thread = publisher.start();
            Awaitility.await("some load")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> tally.confirmedCount() > ENOUGH);

            faults.set(fault);

            assertThat(warren.process().awaitEnd())
                    .as(warren.process().log())
                    .isEqualTo(EXIT_DISK_FAILED);
            thread.join(DurableWarren.PATIENCE);
            assertThat(warren.process().log()).contains("writing to the disk failed");

            faults.heal();
            warren.process().startAgain();

            warren.drain("q", tally);
            tally.check(fault);
        }
    }

    @Test
    void aLieOfTheDiskWouldBeNoticed() throws Exception {
        var faults = new DiskFaults();
        var tally = new Tally();
        try (var warren = DurableWarren.start(faults.environment())) {
            var channel = warren.channel("q");
            faults.set(DiskFaults.LOSES_WRITES);
            var publisher = ConfirmingPublisher.toQueue(channel, "q", BODY_BYTES_MAX, tally);
            var thread = publisher.start();
            Awaitility.await("confirms of what is lost")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> tally.confirmedCount() > ENOUGH);
            warren.process().kill();
            thread.join(DurableWarren.PATIENCE);
            faults.heal();

            warren.process().startAgain();

            warren.drain("q", tally);
            assertThatThrownBy(() -> tally.check("lost writes")).isInstanceOf(AssertionError.class);
        }
    }
}
