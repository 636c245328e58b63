package dev.warren.amqp.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.time.FakeClock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LaneGroupTest {

    private static final int CROWD_MAX = 16;

    private final FakeClock clock = new FakeClock();
    private final LaneGroup group = new LaneGroup(3, clock);

    @AfterEach
    void stop() {
        group.stop();
    }

    @Test
    void firstConnectionsShareALane() {
        assertThat(admit(CROWD_MAX)).containsOnly(0);
    }

    @Test
    void crowdedLaneIsFollowedByTheNext() {
        admit(CROWD_MAX);

        assertThat(admit(CROWD_MAX)).containsOnly(1);
        assertThat(admit(1)).containsOnly(2);
    }

    @Test
    void whenAllAreUsedTheyFillEvenly() {
        admit(2 * CROWD_MAX);

        assertThat(admit(6)).containsExactly(2, 0, 1, 2, 0, 1);
    }

    @Test
    void whoLeavesMakesRoom() {
        admit(CROWD_MAX);
        group.leave(group.lanes().getFirst());

        assertThat(admit(1)).containsOnly(0);
    }

    @Test
    void busyLaneIsFollowedByTheNext() {
        work(0, 90);

        assertThat(admit(1)).containsOnly(1);
    }

    @Test
    void laneThatIsNotVeryBusyStillServes() {
        work(0, 50);

        assertThat(admit(1)).containsOnly(0);
    }

    @Test
    void whenAllAreBusyTheFreestServes() {
        work(0, 90);
        work(1, 70);
        work(2, 80);

        assertThat(admit(1)).containsOnly(1);
    }

    @Test
    void laneThatWasBusyAWhileAgoIsFree() {
        work(0, 90);
        clock.advance(1_000);

        assertThat(admit(1)).containsOnly(0);
    }

    private int[] admit(int connections) {
        return IntStream.range(0, connections).map(_ -> group.admit().index()).toArray();
    }

    /// A share of a hundred milliseconds, in percent.
    private void work(int lane, int percent) {
        LaneMeter meter = group.lanes().get(lane).meter();
        LaneMeter idle = new LaneMeter(clock);
        idle.begin();
        clock.advance(100 - percent);
        meter.begin();
        clock.advance(percent);
        meter.end();
    }
}
