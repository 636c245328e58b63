package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk without room for a further file: publishers wait, consumers do not, and all goes on by
/// itself when there is room again.
@Timeout(240)
@EnabledIf("dev.warren.conformance.durable.DiskFaults#canBeMade")
class DiskFullIT {

    /// So large that the files at hand are soon full.
    private static final int BODY_BYTES_MAX = 60_000;

    private static final int ENOUGH = 500;

    @ParameterizedTest
    @ValueSource(strings = {DiskFaults.FULL, DiskFaults.FULL_WHILE_FILLING})
    void publishersWaitUntilThereIsRoomAndConsumersDoNot(String fault) throws Exception {
        var faults = new DiskFaults();
        var tally = new Tally();
        try (var warren = DurableWarren.start(faults.environment())) {
            var first = ConfirmingPublisher.toQueue(warren.channel("eaten"), "eaten", 100, tally);
            first.start();
            awaitConfirmed(tally, ENOUGH);
            first.stop();
            Connection connection = warren.connect();
            var blocked = new CompletableFuture<String>();
            var unblocked = new CompletableFuture<Boolean>();
            connection.addBlockedListener(blocked::complete, () -> unblocked.complete(true));
            var channel = Client.channelOf(connection);
            channel.queueDeclare("full", true, false, false, null);
            var publisher = ConfirmingPublisher.toQueue(channel, "full", BODY_BYTES_MAX, tally);

            faults.set(fault);
            publisher.start();

            assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo("low on disk");
            AckingConsumer.start(warren.channel(), "eaten", tally);
            Awaitility.await("the other queue eaten")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> tally.hasSeen("eaten"));
            assertThat(unblocked).isNotDone();
            int confirmedWhenFull = tally.confirmed("full").size();

            faults.heal();

            assertThat(unblocked.get(60, TimeUnit.SECONDS)).isTrue();
            awaitConfirmed(tally, ENOUGH + confirmedWhenFull + ENOUGH);
            publisher.stop();
            warren.process().kill();
            warren.process().startAgain();

            warren.drain("full", tally);
            warren.drain("eaten", tally);
            tally.check(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DiskFaults.FULL, DiskFaults.FULL_WHILE_FILLING})
    void whatWasConfirmedWhileItWasFullSurvivesAKill(String fault) throws Exception {
        var faults = new DiskFaults();
        var tally = new Tally();
        try (var warren = DurableWarren.start(faults.environment())) {
            Connection connection = warren.connect();
            var blocked = new CompletableFuture<String>();
            connection.addBlockedListener(blocked::complete, () -> {});
            var channel = Client.channelOf(connection);
            channel.queueDeclare("full", true, false, false, null);
            var publisher = ConfirmingPublisher.toQueue(channel, "full", BODY_BYTES_MAX, tally);
            faults.set(fault);
            publisher.start();
            blocked.get(60, TimeUnit.SECONDS);
            warren.process().kill();

            warren.process().startAgain();

            warren.drain("full", tally);
            tally.check(fault);
        }
    }

    @Test
    void reserveThatAKillHasCutShortIsMadeAnew() throws Exception {
        try (var warren = DurableWarren.start()) {
            Path reserve = warren.process().data().resolve("wal/reserve");
            long whole = 8 << 20;
            Awaitility.await("the reserve")
                    .ignoreExceptions()
                    .until(() -> Files.size(reserve) == whole);
            warren.process().kill();
            WalFiles.truncate(reserve, 1_000);

            warren.process().startAgain();

            Awaitility.await("the reserve made anew")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> Files.size(reserve) == whole);
        }
    }

    private static void awaitConfirmed(Tally tally, int count) {
        Awaitility.await(count + " confirms")
                .atMost(DurableWarren.PATIENCE)
                .until(() -> tally.confirmedCount() >= count);
    }
}
