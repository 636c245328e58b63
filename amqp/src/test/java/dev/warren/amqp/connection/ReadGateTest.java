package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.connection.ReadGate.Reason;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Shortage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadGateTest {

    private final SocketRig rig = new SocketRig();
    private final ReadGate gate = rig.gate;

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void closedGateStopsReading() {
        gate.close(Reason.LOGIN);

        assertThat(gate.isClosed()).isTrue();
        assertThat(rig.socket.config().isAutoRead()).isFalse();
    }

    @Test
    void opensWhenTheLastReasonHasGone() {
        gate.close(Reason.LOGIN);
        gate.close(Reason.PARKED);

        rig.turn(() -> gate.open(Reason.LOGIN));

        assertThat(gate.isClosed()).isTrue();

        rig.turn(() -> gate.open(Reason.PARKED));

        assertThat(gate.isClosed()).isFalse();
        assertThat(rig.socket.config().isAutoRead()).isTrue();
    }

    @Test
    void aReasonGivenTwiceGoesAtOnce() {
        gate.close(Reason.PARKED);
        gate.close(Reason.PARKED);

        rig.turn(() -> gate.open(Reason.PARKED));

        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void openingForAReasonThatWasNotGivenDoesNothing() {
        int[] looks = {0};
        gate.setBeforeReading(() -> looks[0]++);

        rig.turn(() -> gate.open(Reason.PARKED));

        assertThat(looks[0]).isZero();
    }

    @Test
    void opensForGoodWhateverTheReasons() {
        for (Reason reason : Reason.values()) {
            gate.close(reason);
        }

        rig.turn(gate::open);

        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void readsOnOnlyWhenWhatIsLeftOverHasBeenTaken() {
        gate.close(Reason.PARKED);

        rig.lanes.run(0, () -> gate.open(Reason.PARKED));
        assertThat(rig.socket.config().isAutoRead()).isFalse();

        rig.lanes.runAll();
        assertThat(rig.socket.config().isAutoRead()).isTrue();
    }

    @Test
    void gateThatOpensAndClosesAtOnceReadsNothing() {
        gate.close(Reason.PARKED);

        rig.turn(() -> {
            gate.open(Reason.PARKED);
            gate.close(Reason.PARKED);
        });

        assertThat(gate.isClosed()).isTrue();
        assertThat(rig.socket.config().isAutoRead()).isFalse();
    }

    @Test
    void staysClosedWhenParkedFramesCloseItAgain() {
        gate.setBeforeReading(() -> gate.close(Reason.ALARM));
        gate.close(Reason.PARKED);

        rig.turn(() -> gate.open(Reason.PARKED));

        assertThat(gate.isClosed()).isTrue();
        assertThat(rig.socket.config().isAutoRead()).isFalse();
    }

    @Test
    void publisherIsToldOnceAndOnceMoreWhenItIsOver() {
        gate.setCanBeTold(true);
        rig.setAlarm();

        rig.turn(gate::mayPublish);
        rig.turn(gate::mayPublish);
        rig.clearAlarm();

        assertThat(rig.methods())
                .containsExactly(
                        new ConnectionMethod.Blocked(ShortString.of("low on memory")),
                        new ConnectionMethod.Unblocked());
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void stoppedPublisherIsToldWhenTheCauseIsOneToTell() {
        gate.setCanBeTold(true);
        rig.setShort(Shortage.DISK_BEHIND);
        rig.turn(gate::mayPublish);
        assertThat(rig.methods()).isEmpty();

        rig.setShort(Shortage.DISK_FULL);

        assertThat(rig.methods())
                .containsExactly(new ConnectionMethod.Blocked(ShortString.of("low on disk")));
    }

    @Test
    void twoAlarmsAreToldOnceAndAreOverWithTheLast() {
        gate.setCanBeTold(true);
        rig.setAlarm();
        rig.turn(gate::mayPublish);
        rig.setShort(Shortage.DISK_FULL);
        rig.turn(gate::mayPublish);
        assertThat(rig.methods())
                .containsExactly(new ConnectionMethod.Blocked(ShortString.of("low on memory")));

        rig.clearAlarm();
        assertThat(rig.methods()).isEmpty();
        assertThat(gate.isClosed()).isTrue();
        rig.clearShort(Shortage.DISK_FULL);

        assertThat(rig.methods()).containsExactly(new ConnectionMethod.Unblocked());
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void whoPublishesDuringBothAlarmsIsToldOfBoth() {
        gate.setCanBeTold(true);
        rig.setShort(Shortage.DISK_FULL);
        rig.setAlarm();

        rig.turn(gate::mayPublish);
        rig.clearShort(Shortage.DISK_FULL);

        assertThat(rig.methods())
                .containsExactly(
                        new ConnectionMethod.Blocked(ShortString.of("low on disk & memory")));
        assertThat(gate.isClosed()).isTrue();
        rig.clearAlarm();
        assertThat(rig.methods()).containsExactly(new ConnectionMethod.Unblocked());
    }

    @Test
    void whoDoesNotPublishIsNotTold() {
        gate.setCanBeTold(true);

        rig.setAlarm();
        rig.clearAlarm();

        assertThat(rig.methods()).isEmpty();
    }

    @Test
    void whoWouldNotUnderstandIsStoppedAndNotTold() {
        rig.setAlarm();

        rig.turn(gate::mayPublish);

        assertThat(gate.isClosed()).isTrue();
        assertThat(rig.methods()).isEmpty();
    }

    @Test
    void mayPublishWhileThereIsMemory() {
        assertThat(gate.mayPublish()).isTrue();
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void endOfTheAlarmLeavesOtherReasons() {
        rig.setAlarm();
        rig.turn(gate::mayPublish);
        gate.close(Reason.IN_FLIGHT);

        rig.clearAlarm();

        assertThat(gate.isClosed()).isTrue();
    }
}
