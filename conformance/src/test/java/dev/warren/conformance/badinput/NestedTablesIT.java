package dev.warren.conformance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.foreign.ForeignTarget;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Field tables nested so deep that a recursive decoder runs out of stack. RabbitMQ takes them; a
/// broker with a limit may close with 501 or 502 instead. Neither may hang or fall over.
@ExtendWith(StillServes.class)
class NestedTablesIT {
    private static final int DEPTH = 1_000;
    private static final int DEPTH_THAT_FILLS_A_FRAME = 18_000;

    private ForeignTarget target;

    @BeforeEach
    void findTarget() {
        target = ForeignTarget.required();
    }

    @Test
    void inClientProperties() throws Exception {
        try (var peer = Peer.greeted(target)) {
            peer.send(Peer.startOk(Wire.nestedTable(DEPTH))); // 7 kB, beyond the initial 4 kB

            assertTakenOrRefused(peer, 10, 30);
        }
    }

    @Test
    void inClientPropertiesWithinTheInitialFrameSize() throws Exception {
        try (var peer = Peer.greeted(target)) {
            peer.send(Peer.startOk(Wire.nestedTable(DEPTH / 2)));

            assertTakenOrRefused(peer, 10, 30);
        }
    }

    @Test
    void inTheArgumentsOfAQueue() throws Exception {
        for (int depth : new int[] {DEPTH, DEPTH_THAT_FILLS_A_FRAME}) {
            try (var peer = Peer.open(target)) {
                peer.send(Peer.declare("", Wire.nestedTable(depth)));

                assertTakenOrRefused(peer, 50, 11);
            }
        }
    }

    @Test
    void inTheHeadersOfAMessage() throws Exception {
        for (int depth : new int[] {DEPTH, DEPTH_THAT_FILLS_A_FRAME}) {
            try (var peer = Peer.open(target)) {
                var headers = new Wire().longString(Wire.nestedTable(depth)).bytes();
                peer.send(Peer.publish("amq.rabbitmq.nowhere"));
                peer.send(Wire.contentHeader(1, 0, 0x2000, headers));
                peer.send(Wire.method(1, 60, 10, new Wire().u32(0).u16(1).u8(0).bytes()));

                assertTakenOrRefused(peer, 60, 11);
            }
        }
    }

    /// Either the answer of a broker that has taken the table, or an end with a fitting code.
    private static void assertTakenOrRefused(Peer peer, int classId, int methodId)
            throws IOException {
        try {
            var payload = peer.readFrame();
            int actualClass = payload.getShort();
            int actualMethod = payload.getShort();
            if (actualClass != classId || actualMethod != methodId) {
                assertThat(payload.getShort()).isIn((short) 501, (short) 502);
            }
        } catch (IOException ignoredDroppedBeforeThereWasAConnection) {
            // As RabbitMQ does with a start-ok beyond its initial frame size.
            assertThat(classId).as("only the handshake may end without a word").isEqualTo(10);
        }
    }
}
