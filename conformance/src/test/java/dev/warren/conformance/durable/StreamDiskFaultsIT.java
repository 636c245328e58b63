package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that has no room for a stream, or fails: publishers wait for the one, the node ends by
/// the other, and what was confirmed is there.
@Timeout(180)
@EnabledIf("dev.warren.conformance.durable.DiskFaults#canBeMade")
final class StreamDiskFaultsIT {

    private static final String STREAM = "stream";
    private static final String FULL = "write ENOSPC .segment\n";
    private static final String SYNC_FAILS = "sync EIO .segment\n";
    private static final String WRITE_FAILS = "write EIO .segment\n";
    private static final int EXIT_DISK_FAILED = 74;
    private static final int BODY_BYTES_MAX = 4_000;
    private static final int ENOUGH = 500;

    @Test
    void publishersWaitUntilThereIsRoomAndConsumersDoNot() throws Exception {
        var faults = new DiskFaults();
        var tally = new Tally();
        try (var warren = DurableWarren.start(faults.environment())) {
            Connection other = warren.connect();
            var blocked = new CompletableFuture<String>();
            var unblocked = new CompletableFuture<Boolean>();
            other.addBlockedListener(blocked::complete, () -> unblocked.complete(true));
            var publisher = publisher(warren.connect(), tally);
            publisher.start();
            awaitConfirmed(tally, ENOUGH);

            faults.set(FULL);
            publishUntil(Client.channelOf(other), blocked);

            assertThat(blocked.get()).isEqualTo("low on disk");
            assertThat(WholeStream.read(warren, STREAM)).containsAll(tally.confirmed(STREAM));
            assertThat(unblocked).isNotDone();
            int before = tally.confirmedCount();

            faults.heal();

            assertThat(unblocked.get(60, TimeUnit.SECONDS)).isTrue();
            awaitConfirmed(tally, before + ENOUGH);
            publisher.stop();
            warren.process().kill();
            warren.process().startAgain();
            assertKept(warren, tally);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SYNC_FAILS, WRITE_FAILS})
    void aSyncOrAWriteThatFailsEndsTheNode(String failure) throws Exception {
        var faults = new DiskFaults();
        var tally = new Tally();
        try (var warren = DurableWarren.start(faults.environment())) {
            var thread = publisher(warren.connect(), tally).start();
            awaitConfirmed(tally, ENOUGH);

            faults.set(failure);

            assertThat(warren.process().awaitEnd())
                    .as(warren.process().log())
                    .isEqualTo(EXIT_DISK_FAILED);
            thread.join(DurableWarren.PATIENCE);
            faults.heal();
            warren.process().startAgain();
            assertKept(warren, tally);
        }
    }

    private static ConfirmingPublisher publisher(Connection connection, Tally tally)
            throws Exception {
        var channel = Client.channelOf(connection);
        channel.queueDeclare(STREAM, true, false, false, Map.of("x-queue-type", "stream"));
        return ConfirmingPublisher.toQueue(channel, STREAM, BODY_BYTES_MAX, tally);
    }

    /// Who publishes is told; the first one waits for its confirms and does not publish.
    private static void publishUntil(Channel channel, CompletableFuture<String> blocked) {
        Awaitility.await("the alarm")
                .atMost(DurableWarren.PATIENCE)
                .until(() -> {
                    channel.basicPublish("", "nowhere", null, new byte[1]);
                    return blocked.isDone();
                });
    }

    private static void assertKept(DurableWarren warren, Tally tally) throws Exception {
        List<Long> found = WholeStream.read(warren, STREAM);
        assertThat(found).doesNotContain(Bodies.DAMAGED).isSorted().doesNotHaveDuplicates();
        assertThat(found).containsAll(tally.confirmed(STREAM));
    }

    private static void awaitConfirmed(Tally tally, int count) {
        Awaitility.await(count + " confirms")
                .atMost(DurableWarren.PATIENCE)
                .until(() -> tally.confirmedCount() >= count);
    }
}
