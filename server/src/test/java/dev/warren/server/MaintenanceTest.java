package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.amqp.AmqpSettings;
import dev.warren.management.resource.NodeControl.Refused;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of the doors of a node, in which order.
@Timeout(120)
final class MaintenanceTest {

    private final FakeDoors doors = new FakeDoors();
    private final Maintenance maintenance =
            new Maintenance(doors, () -> doors.done.add("forget"), TimeUnit.MINUTES.toMillis(10));

    /// Clients leave when the test says so.
    private static final class FakeDoors implements Doors {

        private final List<String> done = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> gone = new CompletableFuture<>();
        private boolean isPortTaken;
        private volatile boolean areOpen = true;

        @Override
        public void open() throws StartupException {
            if (isPortTaken) {
                throw new StartupException(ExitCode.CANNOT_LISTEN, "cannot listen on :5672");
            }
            done.add("open");
            areOpen = true;
        }

        @Override
        public void suspend() {
            done.add("suspend");
        }

        @Override
        public Leaving drain() {
            done.add("drain");
            return new Leaving(1, gone);
        }

        @Override
        public CompletionStage<Void> close() {
            done.add("close");
            areOpen = false;
            return gone;
        }

        @Override
        public CompletionStage<Void> end() {
            done.add("end");
            areOpen = false;
            return CompletableFuture.allOf();
        }

        @Override
        public boolean areOpen() {
            return areOpen;
        }

        @Override
        public void offer(AmqpSettings settings) {}
    }

    private static void awaitWaiting(Thread thread) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() ->
                        thread.getState() == Thread.State.WAITING
                                || thread.getState() == Thread.State.TIMED_WAITING);
    }

    private Thread draining() {
        Thread thread = Thread.ofPlatform().start(maintenance::drain);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> doors.done.contains("drain"));
        return thread;
    }

    @Test
    void stoppedNodeRefusesAllButItsStart() {
        doors.gone.complete(null);
        maintenance.stopApp();

        for (ThrowingCallable wanted :
                List.<ThrowingCallable>of(
                        maintenance::drain,
                        maintenance::revive,
                        maintenance::suspend,
                        maintenance::resume)) {
            assertThatThrownBy(wanted)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("rabbitmqctl start_app");
        }
        assertThat(maintenance.isDrained()).isFalse();
        maintenance.startApp();

        assertThat(doors.done).containsExactly("close", "forget", "open");
    }

    @Test
    void nodeThatCannotBeRevivedStaysUnderMaintenance() {
        doors.gone.complete(null);
        maintenance.drain();
        doors.isPortTaken = true;

        assertThatThrownBy(maintenance::revive)
                .isInstanceOf(Refused.class)
                .hasMessage("cannot listen on :5672");
        assertThat(maintenance.isDrained()).isTrue();

        doors.isPortTaken = false;
        maintenance.revive();
        assertThat(maintenance.isDrained()).isFalse();
    }

    @Test
    void reviveWaitsForTheDrainBeforeIt() throws InterruptedException {
        Thread drain = draining();
        Thread revive = Thread.ofPlatform().start(maintenance::revive);
        awaitWaiting(revive);

        doors.done.add("gone");
        doors.gone.complete(null);
        drain.join();
        revive.join();

        assertThat(doors.done).containsExactly("drain", "gone", "open");
        assertThat(maintenance.isDrained()).isFalse();
    }

    @Test
    void endDoesNotWaitForClientsThatAreSentAway() throws InterruptedException {
        Thread drain = draining();

        maintenance.end();
        drain.join();

        assertThat(doors.done).containsExactly("drain", "end");
    }

    @Test
    void nothingIsOpenedOnceTheNodeEnds() {
        maintenance.beginEnd();
        assertThatThrownBy(maintenance::revive)
                .isInstanceOf(Refused.class)
                .hasMessage("the node is stopping");

        maintenance.end();
        assertThatThrownBy(maintenance::startApp).isInstanceOf(Refused.class);

        assertThat(doors.done).containsExactly("end");
    }
}
