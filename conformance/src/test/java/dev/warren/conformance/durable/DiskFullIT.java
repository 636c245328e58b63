package dev.warren.conformance.durable;

import static dev.warren.conformance.durable.DiskFaults.FULL;
import static dev.warren.conformance.durable.DiskFaults.FULL_WHILE_FILLING;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A disk without room for a further file: publishers wait, consumers do not, and all goes on by
/// itself when there is room again.
@Timeout(240)
@EnabledIf("dev.warren.conformance.durable.DiskFaults#canBeMade")
class DiskFullIT {

    /// So large that the files at hand are soon full.
    private static final int BODY_BYTES_MAX = 60_000;

    private static final int ENOUGH = 500;

    /// So many come to their end in the queue while the disk is full.
    private static final int WHILE_FULL = 20;

    private final DiskFaults faults = new DiskFaults();
    private final Tally tally = new Tally();

    DiskFullIT() throws IOException {}

    static Stream<Arguments> cases() {
        return Stream.concat(
                Stream.of(Filled.values()).map(filled -> Arguments.of(FULL, filled)),
                Stream.of(Arguments.of(FULL_WHILE_FILLING, Filled.PLAIN)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void publishersWaitUntilThereIsRoomAndConsumersDoNot(String fault, Filled filled)
            throws Exception {
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
            filled.declare(channel);
            var publisher = ConfirmingPublisher.to(channel, filled, BODY_BYTES_MAX, tally);

            faults.set(fault);
            publisher.start();

            assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo("low on disk");
            AckingConsumer.start(warren.channel(), "eaten", tally);
            Awaitility.await("the other queue eaten")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> tally.hasSeen("eaten"));
            assertThat(unblocked).isNotDone();
            int confirmedWhenFull = tally.confirmed(Filled.QUEUE).size();
            filled.consume(warren.channel(), tally);
            awaitSeen(Math.min(confirmedWhenFull, WHILE_FULL));

            faults.heal();

            assertThat(unblocked.get(60, TimeUnit.SECONDS)).isTrue();
            awaitConfirmed(tally, ENOUGH + confirmedWhenFull + ENOUGH);
            publisher.stop();
            warren.process().kill();
            warren.process().startAgain();

            warren.drain("eaten", tally);
            filled.consume(warren.channel(), tally);
            assertKept(warren, filled, fault);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatWasConfirmedWhileItWasFullSurvivesAKill(String fault, Filled filled) throws Exception {
        try (var warren = DurableWarren.start(faults.environment())) {
            Connection connection = warren.connect();
            var blocked = new CompletableFuture<String>();
            connection.addBlockedListener(blocked::complete, () -> {});
            var channel = Client.channelOf(connection);
            filled.declare(channel);
            var publisher = ConfirmingPublisher.to(channel, filled, BODY_BYTES_MAX, tally);
            faults.set(fault);
            publisher.start();
            blocked.get(60, TimeUnit.SECONDS);
            warren.process().kill();

            warren.process().startAgain();

            filled.consume(warren.channel(), tally);
            awaitSeen(Math.min(tally.confirmed(Filled.QUEUE).size(), WHILE_FULL));
            faults.heal();
            assertKept(warren, filled, fault);
        }
    }

    /// Nothing is lost, nothing comes twice, and all goes on. One consumer takes it all.
    private void assertKept(DurableWarren warren, Filled filled, String fault) throws Exception {
        Awaitility.await("what was confirmed")
                .atMost(DurableWarren.PATIENCE)
                .until(() -> tally.hasSeen(Filled.QUEUE));
        filled.repeat(warren.channel(), tally);
        Awaitility.await("the last message")
                .atMost(DurableWarren.PATIENCE)
                .until(() -> tally.hasSeen(Filled.QUEUE));
        tally.check(fault + filled);
    }

    private void awaitSeen(int count) {
        Awaitility.await(count + " messages")
                .atMost(DurableWarren.PATIENCE)
                .until(() -> tally.seenCount(Filled.QUEUE) >= count);
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
