package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.connection.SocketRig.Seen;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ChannelMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HeartbeatsTest {

    private static final int INTERVAL_SECONDS = 10;

    private final SocketRig rig = new SocketRig();
    private final Heartbeats heartbeats = rig.heartbeats;

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void silenceOfHalfAnIntervalIsBrokenByASign() {
        heartbeats.start(INTERVAL_SECONDS);

        rig.lanes.advance(5_000);

        assertThat(rig.frames()).extracting(Seen::type).containsExactly(Frames.HEARTBEAT);
    }

    @Test
    void whoHasJustSentSomethingSendsNoSign() {
        heartbeats.start(INTERVAL_SECONDS);
        rig.turn(() -> rig.outbox.send(1, new ChannelMethod.OpenOk()));

        rig.lanes.advance(5_000);

        assertThat(rig.frames()).extracting(Seen::type).containsExactly(Frames.METHOD);
    }

    @Test
    void clientThatIsSilentForTwoIntervalsIsStillAlive() {
        heartbeats.start(INTERVAL_SECONDS);

        rig.lanes.advance(20_000);

        assertThat(rig.deaths).isZero();
    }

    @Test
    void clientThatIsSilentForLongerIsDeadOnce() {
        heartbeats.start(INTERVAL_SECONDS);

        rig.lanes.advance(120_000);

        assertThat(rig.deaths).isEqualTo(1);
    }

    @Test
    void anythingReceivedIsASignOfLife() {
        heartbeats.start(INTERVAL_SECONDS);

        for (int i = 0; i < 10; i++) {
            rig.lanes.advance(19_000);
            heartbeats.received();
        }

        assertThat(rig.deaths).isZero();
    }

    @Test
    void clientThatIsNotReadIsNotBlamed() {
        heartbeats.start(INTERVAL_SECONDS);
        heartbeats.setPaused(true);

        rig.lanes.advance(600_000);

        assertThat(rig.deaths).isZero();
        assertThat(rig.frames()).extracting(Seen::type).containsOnly(Frames.HEARTBEAT);
    }

    @Test
    void afterAPauseTheCountBeginsAnew() {
        heartbeats.start(INTERVAL_SECONDS);
        rig.lanes.advance(20_000);
        heartbeats.setPaused(true);
        heartbeats.setPaused(false);

        rig.lanes.advance(20_000);

        assertThat(rig.deaths).isZero();
    }

    @Test
    void stoppedMeansNeitherSignsNorDeaths() {
        heartbeats.start(INTERVAL_SECONDS);
        heartbeats.stop();

        rig.lanes.advance(600_000);

        assertThat(rig.deaths).isZero();
        assertThat(rig.frames()).isEmpty();
    }

    @Test
    void intervalOfZeroMeansNone() {
        heartbeats.start(0);

        rig.lanes.advance(600_000);

        assertThat(rig.deaths).isZero();
        assertThat(rig.frames()).isEmpty();
    }
}
