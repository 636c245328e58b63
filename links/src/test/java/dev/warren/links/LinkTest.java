package dev.warren.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.time.SystemClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final long WAIT_MILLIS = 30_000;
    private static final long LONG_MILLIS = TimeUnit.HOURS.toMillis(1);

    private static Link start(LinkWork work, long delayMillis) {
        return Link.start(new LinkPlan("a link", work, delayMillis), new SystemClock());
    }

    private static void awaitEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void itBeginsAnewAfterAFailure() throws InterruptedException {
        AtomicInteger lives = new AtomicInteger();
        Link link =
                start(
                        _ -> {
                            if (lives.incrementAndGet() < 3) {
                                throw new LinkException("broken");
                            }
                        },
                        1);

        assertThat(link.awaitEnd(WAIT_MILLIS)).isTrue();
        assertThat(lives).hasValue(3);
        assertThat(link.status().isDone()).isTrue();
    }

    @Test
    void withoutADelayOnceIsEnough() throws InterruptedException {
        AtomicInteger lives = new AtomicInteger();
        Link link =
                start(
                        _ -> {
                            lives.incrementAndGet();
                            throw new LinkException("broken");
                        },
                        LinkPlan.NEVER);

        assertThat(link.awaitEnd(WAIT_MILLIS)).isTrue();
        assertThat(lives).hasValue(1);
        assertThat(link.status().state()).isEqualTo(new LinkState.Terminated("broken"));
    }

    @Test
    void itIsStoppedWhileItWorks() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Link link =
                start(
                        told -> {
                            told.run();
                            running.countDown();
                            awaitEver();
                        },
                        LONG_MILLIS);
        assertThat(running.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(link.status().state()).isEqualTo(new LinkState.Running());

        link.stop();

        assertThat(link.awaitEnd(WAIT_MILLIS)).isTrue();
    }

    @Test
    void itIsStoppedWhileItWaits() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        Link link =
                start(
                        _ -> {
                            failed.countDown();
                            throw new LinkException("broken");
                        },
                        LONG_MILLIS);
        assertThat(failed.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();

        link.stop();

        assertThat(link.awaitEnd(WAIT_MILLIS)).isTrue();
    }

    @Test
    void ourOwnFaultIsAFailureToo() throws InterruptedException {
        Link link =
                start(
                        _ -> {
                            throw new IllegalStateException("amqp://u:secret@h");
                        },
                        LinkPlan.NEVER);

        assertThat(link.awaitEnd(WAIT_MILLIS)).isTrue();
        assertThat(link.status().state())
                .isEqualTo(new LinkState.Terminated("internal error: IllegalStateException"));
    }
}
