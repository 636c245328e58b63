package dev.warren.management.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.events.Event;
import dev.warren.engine.time.FakeClock;
import dev.warren.management.live.EventHub.Follower;
import dev.warren.management.live.EventHub.Happened;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventHubTest {

    private static final Event EVENT = new Event.AlarmSet("memory");

    private final EventHub hub = new EventHub(new FakeClock());

    private Follower follow() {
        return Objects.requireNonNull(hub.followOrNull());
    }

    @Test
    void whoFollowsHearsOfIt() throws InterruptedException {
        try (Follower follower = follow()) {
            hub.on(EVENT);

            Happened happened = Objects.requireNonNull(follower.next(1_000));
            assertThat(happened.event()).isSameAs(EVENT);
            assertThat(follower.next(0)).isNull();
        }
    }

    @Test
    void nobodyListensUnlessSomebodyFollows() {
        assertThat(hub.isListening()).isFalse();

        Follower follower = follow();
        assertThat(hub.isListening()).isTrue();

        follower.close();
        follower.close();
        assertThat(hub.isListening()).isFalse();
        assertThat(hub.hasRoom()).isTrue();
    }

    @Test
    void whoIsTooSlowIsToldHowMuchItMisses() {
        try (Follower follower = follow()) {
            for (int i = 0; i < EventHub.WAITING_MAX + 3; i++) {
                hub.on(EVENT);
            }

            assertThat(follower.takeDropped()).isEqualTo(3);
            assertThat(follower.takeDropped()).isZero();
        }
    }

    @Test
    void soManyMayFollow() {
        List<Follower> all = new ArrayList<>();
        for (int i = 0; i < EventHub.FOLLOWERS_MAX; i++) {
            all.add(follow());
        }

        assertThat(hub.hasRoom()).isFalse();
        assertThat(hub.followOrNull()).isNull();

        all.getFirst().close();
        assertThat(hub.followOrNull()).isNotNull();
    }

    @Test
    void itEndsForAll() {
        try (Follower follower = follow()) {
            hub.close();

            assertThat(follower.isOver()).isTrue();
            assertThat(hub.followOrNull()).isNull();
        }
    }
}
