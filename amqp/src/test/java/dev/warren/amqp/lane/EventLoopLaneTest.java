package dev.warren.amqp.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.time.SystemClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopLaneTest {

    private final LaneGroup group = new LaneGroup(2, new SystemClock());
    private final EventLoopLane a = group.lanes().getFirst();
    private final EventLoopLane b = group.lanes().getLast();

    @AfterEach
    void stop() {
        group.stop();
    }

    @Test
    void tasksRunOnTheirLane() {
        assertThat(on(a, a::isCurrent)).isTrue();
        assertThat(on(a, b::isCurrent)).isFalse();
        assertThat(a.isCurrent()).isFalse();
    }

    @Test
    void taskForTheSameLaneRunsAtOnce() {
        List<String> order = new ArrayList<>();

        on(
                a,
                () -> {
                    a.execute(() -> order.add("inner"));
                    return order.add("outer");
                });

        assertThat(order).containsExactly("inner", "outer");
    }

    @Test
    void laterIsALaterTurn() {
        List<String> order = new ArrayList<>();

        on(
                a,
                () -> {
                    a.later(() -> order.add("later"));
                    a.atTurnEnd(TurnPhase.FLUSH, () -> order.add("end of this turn"));
                    return order.add("now");
                });
        on(a, () -> true);

        assertThat(order).containsExactly("now", "end of this turn", "later");
    }

    @Test
    void phasesRunInTheirOrder() {
        List<TurnPhase> order = new ArrayList<>();

        on(
                a,
                () -> {
                    for (TurnPhase phase : List.of(TurnPhase.values()).reversed()) {
                        a.atTurnEnd(phase, () -> order.add(phase));
                    }
                    return true;
                });
        on(a, () -> true);

        assertThat(order).containsExactly(TurnPhase.values());
    }

    @Test
    void workForAnEarlierPhaseIsDoneInTheSameTurn() {
        List<String> order = new ArrayList<>();

        on(
                a,
                () -> {
                    a.later(() -> order.add("next turn"));
                    a.atTurnEnd(
                            TurnPhase.FLUSH,
                            () -> a.atTurnEnd(TurnPhase.DELIVER, () -> order.add("deliver")));
                    return true;
                });
        on(a, () -> true);

        assertThat(order).containsExactly("deliver", "next turn");
    }

    @Test
    void tasksToAnotherLaneKeepTheirOrder() {
        int count = 10_000;
        List<Integer> seen = new ArrayList<>();

        on(
                a,
                () -> {
                    IntStream.range(0, count).forEach(i -> b.execute(() -> seen.add(i)));
                    return true;
                });

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> on(b, seen::size) == count);
        assertThat(seen).isSorted();
    }

    @Test
    void whatATurnSendsIsOneTurnOfTheReceiver() {
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger tasks = new AtomicInteger();
        b.setAfterTurn(turns::incrementAndGet);

        on(
                a,
                () -> {
                    IntStream.range(0, 100).forEach(_ -> b.execute(tasks::incrementAndGet));
                    return true;
                });

        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> tasks.get() == 100 && turns.get() > 0);
        assertThat(turns).hasValue(1);
    }

    @Test
    void aLargeBatchLeavesBeforeTheTurnEnds() {
        CompletableFuture<Boolean> arrived = new CompletableFuture<>();

        boolean came =
                on(
                        a,
                        () -> {
                            IntStream.range(0, 1_024)
                                    .forEach(_ -> b.execute(() -> arrived.complete(true)));
                            return arrived.join();
                        });

        assertThat(came).isTrue();
    }

    @Test
    void failedTaskLeavesTheOthersOfItsBatch() {
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();

        on(
                a,
                () -> {
                    b.execute(() -> done.add("first"));
                    b.execute(() -> {
                        throw new IllegalStateException("on purpose");
                    });
                    return b.isCurrent();
                });
        on(
                a,
                () -> {
                    b.execute(() -> done.add("second"));
                    return true;
                });

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> done.size() == 2);
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void failureAtTheEndOfATurnLeavesTheLaneAlive() {
        assertLives(() -> {
            throw new IllegalStateException("on purpose");
        });
    }

    @Test
    void failedAssertionLeavesTheLaneAlive() {
        assertLives(() -> {
            throw new AssertionError("on purpose");
        });
    }

    @Test
    void memoryThatNettyDoesNotGetLeavesTheLaneAlive() {
        assertLives(() -> {
            throw new OutOfMemoryError("on purpose: so does a direct buffer that is refused");
        });
    }

    @Test
    void timerRunsOnTheLane() {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();

        a.schedule(() -> ran.complete(a.isCurrent()), 1);

        assertThat(ran).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(true);
    }

    @Test
    void cancelledTimerDoesNotRun() {
        AtomicInteger runs = new AtomicInteger();

        on(
                a,
                () -> {
                    a.schedule(runs::incrementAndGet, 1).cancel();
                    return true;
                });
        CompletableFuture<Boolean> after = new CompletableFuture<>();
        a.schedule(() -> after.complete(true), 20);

        assertThat(after).succeedsWithin(30, TimeUnit.SECONDS);
        assertThat(runs).hasValue(0);
    }

    /// After a failure in each phase, turns still end.
    private void assertLives(Runnable failure) {
        for (TurnPhase phase : TurnPhase.values()) {
            on(
                    a,
                    () -> {
                        a.atTurnEnd(phase, failure);
                        return true;
                    });
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            on(
                    a,
                    () -> {
                        a.atTurnEnd(TurnPhase.FLUSH, () -> ended.complete(true));
                        return true;
                    });
            assertThat(ended)
                    .as("after a failure in %s", phase)
                    .succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    /// What a turn of the lane makes of it.
    private static <T> T on(EventLoopLane lane, Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        lane.execute(() -> answer.complete(work.get()));
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
