package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.warren.amqp.connection.SocketRig.Seen;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboxTest {

    private static final int FRAME_MAX = 4096;

    private final SocketRig rig = new SocketRig();
    private final Outbox outbox = rig.outbox;

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void framesOfATurnLeaveAtItsEndInOnePiece() {
        rig.lanes.run(
                0,
                () -> {
                    outbox.send(1, new ChannelMethod.OpenOk());
                    outbox.send(2, new ChannelMethod.OpenOk());
                    assertThat(rig.socket.outboundMessages()).isEmpty();
                });

        assertThat(rig.socket.outboundMessages()).hasSize(1);
        assertThat(rig.frames()).extracting(Seen::channel).containsExactly(1, 2);
    }

    @Test
    void bodyIsCutToTheClientsFrames() {
        outbox.setFrameMax(FRAME_MAX);
        int whole = FRAME_MAX - Frames.OVERHEAD;

        rig.turn(() -> outbox.sendContent(3, message(2 * whole + 1)));

        assertThat(rig.frames())
                .extracting(Seen::type, Seen::length)
                .startsWith(tuple(Frames.HEADER, 14))
                .endsWith(
                        tuple(Frames.BODY, whole),
                        tuple(Frames.BODY, whole),
                        tuple(Frames.BODY, 1));
    }

    @Test
    void largeBodyLeavesInSeveralPiecesAndWhole() {
        outbox.setFrameMax(FRAME_MAX);
        int size = 1_000_000;

        rig.lanes.run(
                0,
                () -> {
                    outbox.sendContent(3, message(size));
                    assertThat(rig.socket.outboundMessages()).isNotEmpty();
                });

        List<Seen> frames = rig.frames();
        assertThat(frames).extracting(Seen::channel).containsOnly(3);
        assertThat(
                        frames.stream()
                                .filter(f -> f.type() == Frames.BODY)
                                .mapToInt(Seen::length)
                                .sum())
                .isEqualTo(size);
        assertThat(frames).extracting(Seen::length).allMatch(l -> l <= FRAME_MAX - Frames.OVERHEAD);
    }

    @Test
    void bodyWithoutFrameLimitIsOneFrame() {
        outbox.setFrameMax(0);

        rig.turn(() -> outbox.sendContent(1, message(300_000)));

        assertThat(rig.frames()).extracting(Seen::length).containsExactly(14, 300_000);
    }

    @Test
    void emptyBodyIsAHeaderAlone() {
        rig.turn(() -> outbox.sendContent(1, message(0)));

        assertThat(rig.frames()).extracting(Seen::type).containsExactly(Frames.HEADER);
    }

    @Test
    void ledgerKnowsWhatTheSocketHasNotTaken() {
        outbox.setFrameMax(FRAME_MAX);

        rig.turn(() -> outbox.sendContent(1, message(100_000)));

        assertThat(rig.ledger.bytesOf(Holder.OUTBOUND)).isZero();

        assertThat(rig.socket.close().isDone()).isTrue();
        rig.turn(() -> outbox.sendContent(1, message(100_000)));

        assertThat(rig.ledger.totalBytes()).isZero();
    }

    @Test
    void roomIsGivenBackOnlyWhileTheSocketKeepsUp() {
        int[] given = {0};
        outbox.setWhenWritten(() -> given[0]++);
        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));
        assertThat(given[0]).isEqualTo(1);

        rig.socket.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));

        assertThat(given[0]).isEqualTo(1);
    }

    @Test
    void whileMemoryIsTightRoomIsGivenBackWhenLittleIsUnwritten() {
        int[] given = {0};
        var deaf = rig.stopReading();
        outbox.setWhenWritten(() -> given[0]++);
        outbox.setFrameMax(0);
        rig.turn(() -> outbox.sendContent(1, message(40_000)));
        rig.turn(() -> outbox.sendContent(1, message(40_000)));
        assertThat(given[0]).as("there is memory").isEqualTo(2);

        rig.isMemoryTight = true;
        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));
        assertThat(given[0]).as("80 kB are unwritten").isEqualTo(2);

        rig.turn(deaf::readAll);
        assertThat(given[0]).as("nothing is unwritten").isEqualTo(3);
    }

    @Test
    void littleThatWaitsForTheClientIsKeptInLittleMemory() {
        var deaf = rig.stopReading();

        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));
        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));
        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));

        assertThat(deaf.capacities()).hasSize(3);
        assertThat(deaf.capacities().subList(1, 3)).allMatch(bytes -> bytes < 1024);
        rig.turn(deaf::readAll);
        assertThat(rig.frames()).hasSize(3);
    }

    @Test
    void silenceIsWhatNobodyHasSentSinceTheLastQuestion() {
        rig.turn(() -> outbox.send(1, new ChannelMethod.OpenOk()));

        assertThat(outbox.hasSentSinceAsked()).isTrue();
        assertThat(outbox.hasSentSinceAsked()).isFalse();
    }

    @Test
    void lastWordsAreWrittenBeforeTheSocketCloses() {
        rig.turn(() -> {
            outbox.send(0, new ChannelMethod.CloseOk());
            outbox.flushAndClose();
        });

        assertThat(rig.methods()).containsExactly(new ChannelMethod.CloseOk());
        assertThat(rig.socket.isOpen()).isFalse();
    }

    private static Message message(int bodyLength) {
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, bodyLength);
        return new Message(
                ShortString.EMPTY,
                ShortString.of("key"),
                Arrays.copyOf(header, header.length + bodyLength),
                header.length);
    }
}
