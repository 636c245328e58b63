package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TurnShareTest {

    private static final int QUEUES = 1_024;

    private final SocketRig rig = new SocketRig();
    private final TurnShare share = new TurnShare(rig.lane, rig.gate);

    @AfterEach
    void end() {
        rig.close();
    }

    private void publish(int messages) {
        for (int i = 0; i < messages; i++) {
            share.took(QUEUES);
        }
    }

    @Test
    void whoHasHadItsShareWaitsForTheOthers() {
        publish(TurnShare.COPIES_MAX / QUEUES - 1);
        assertThat(rig.gate.isClosed()).isFalse();

        publish(1);
        assertThat(rig.gate.isClosed()).isTrue();

        rig.turn(() -> {});
        rig.lanes.advance(0);
        rig.turn(() -> {});

        assertThat(rig.gate.isClosed()).isFalse();
        assertThat(rig.socket.config().isAutoRead()).isTrue();
    }

    @Test
    void theNextShareIsAsLarge() {
        publish(TurnShare.COPIES_MAX / QUEUES);
        rig.lanes.advance(0);
        rig.turn(() -> {});

        publish(TurnShare.COPIES_MAX / QUEUES - 1);

        assertThat(rig.gate.isClosed()).isFalse();
    }
}
