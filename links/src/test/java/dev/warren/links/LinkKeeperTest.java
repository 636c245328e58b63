package dev.warren.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.engine.time.SystemClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkKeeperTest {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    private final LinkKeeper<String, Integer> keeper =
            new LinkKeeper<>("links", this::plan, new SystemClock());

    /// A link with the setting 0 is done at once, any other lives until it is stopped.
    private LinkPlan plan(String name, int setting) {
        return new LinkPlan(
                name,
                running -> {
                    begun.incrementAndGet();
                    running.run();
                    if (setting == 0) {
                        return;
                    }
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        ended.incrementAndGet();
                    }
                },
                LinkPlan.NEVER);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private void awaitBegun(int count) {
        await().atMost(WAIT).untilAsserted(() -> assertThat(begun).hasValue(count));
    }

    @Test
    void whatIsWantedIsKeptAndNothingElse() {
        keeper.want(Map.of("a", 1, "b", 1));
        awaitBegun(2);

        keeper.want(Map.of("b", 1));

        await().atMost(WAIT).until(() -> keeper.seenOrNull("a") == null);
        assertThat(keeper.seen()).containsOnlyKeys("b");
        assertThat(ended).hasValue(1);
        assertThat(begun).hasValue(2);
    }

    @Test
    void otherSettingsBeginItAnew() {
        keeper.want(Map.of("a", 1));
        awaitBegun(1);

        keeper.want(Map.of("a", 2));

        awaitBegun(2);
        assertThat(ended).hasValue(1);
    }

    @Test
    void whatIsDoneStaysDone() {
        keeper.want(Map.of("a", 0));
        awaitBegun(1);

        keeper.want(Map.of("a", 0, "b", 1));

        awaitBegun(2);
        assertThat(keeper.seenOrNull("a")).matches(seen -> seen != null);
    }

    @Test
    void itIsBegunAnewWhenSomebodyAsks() {
        keeper.want(Map.of("a", 1));
        awaitBegun(1);

        keeper.restart("a");
        keeper.restart("nothing");

        awaitBegun(2);
        assertThat(ended).hasValue(1);
    }

    @Test
    void noneRunsFromPauseToResume() {
        keeper.want(Map.of("a", 1));
        awaitBegun(1);

        keeper.pause();
        await().atMost(WAIT).until(() -> keeper.seen().isEmpty());
        assertThat(ended).hasValue(1);

        keeper.want(Map.of("b", 1));
        keeper.want(Map.of("c", 1));
        keeper.resume();

        await().atMost(WAIT).until(() -> keeper.seenOrNull("c") != null);
        awaitBegun(2);
        assertThat(keeper.seen()).containsOnlyKeys("c");
        assertThat(ended).hasValue(1);
    }

    @Test
    void theEndOfTheKeeperIsTheEndOfItsLinks() {
        keeper.want(Map.of("a", 1));
        awaitBegun(1);

        keeper.close();

        assertThat(ended).hasValue(1);
    }
}
