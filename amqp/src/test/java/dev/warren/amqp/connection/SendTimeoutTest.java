package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SendTimeoutTest {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int HALF_OF_IT = TIMEOUT_MILLIS / 2;

    /// Takes what the test takes from it.
    private static final class FullSocket extends EmbeddedChannel {
        FullSocket() {
            super(new ChannelInboundHandlerAdapter());
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            // It is full.
        }
    }

    private final SocketRig rig = new SocketRig(new FullSocket());
    private int stuck;
    private final SendTimeout timeout = of(TIMEOUT_MILLIS);

    private SendTimeout of(int millis) {
        SendTimeout made = new SendTimeout(rig.socket, rig.lane, rig.outbox, millis, () -> stuck++);
        rig.outbox.setWhenWaiting(made::watch);
        return made;
    }

    @AfterEach
    void end() {
        timeout.stop();
        rig.close();
    }

    @Test
    void clientThatReadsNothingIsStuckOnce() {
        sendLittle();

        rig.lanes.advance(TIMEOUT_MILLIS - 1);
        int before = stuck;
        rig.lanes.advance(1);
        sendLittle();
        rig.lanes.advance(10 * TIMEOUT_MILLIS);

        assertThat(before).isZero();
        assertThat(stuck).isEqualTo(1);
    }

    @Test
    void moreThatWaitsIsNoProgress() {
        for (int i = 0; i < 12; i++) {
            sendLittle();
            rig.lanes.advance(TIMEOUT_MILLIS / 10);
        }

        assertThat(stuck).isEqualTo(1);
    }

    @Test
    void aByteOfALargeBufferIsProgress() {
        rig.outbox.setFrameMax(0);
        rig.turn(() -> rig.outbox.sendContent(1, message(300_000)));
        for (int i = 0; i < 10; i++) {
            rig.lanes.advance(HALF_OF_IT);
            takes(1);
        }
        rig.lanes.advance(HALF_OF_IT);
        int slowly = stuck;

        rig.lanes.advance(TIMEOUT_MILLIS);

        assertThat(slowly).isZero();
        assertThat(stuck).isEqualTo(1);
    }

    @Test
    void aBufferOfManyIsProgress() {
        for (int i = 0; i < 10; i++) {
            sendLittle();
        }
        int bytes = (int) rig.outbox.unwrittenBytes() / 10;
        for (int i = 0; i < 9; i++) {
            rig.lanes.advance(HALF_OF_IT);
            takes(bytes);
        }

        rig.lanes.advance(HALF_OF_IT);

        assertThat(stuck).isZero();
        assertThat(rig.outbox.unwrittenBytes()).isEqualTo(bytes);
    }

    @Test
    void whoHasReadAllIsLeftAloneUntilMoreWaits() {
        sendLittle();
        rig.lanes.advance(HALF_OF_IT);
        takes((int) rig.outbox.unwrittenBytes());

        rig.lanes.advance(10 * TIMEOUT_MILLIS);
        sendLittle();
        rig.lanes.advance(TIMEOUT_MILLIS - 1);
        int before = stuck;
        rig.lanes.advance(1);

        assertThat(before).isZero();
        assertThat(stuck).isEqualTo(1);
    }

    @Test
    void stoppedMeansNobodyIsStuck() {
        sendLittle();
        timeout.stop();
        sendLittle();

        rig.lanes.advance(10 * TIMEOUT_MILLIS);

        assertThat(stuck).isZero();
    }

    @Test
    void zeroIsForEver() {
        of(0);
        sendLittle();

        rig.lanes.advance(10 * TIMEOUT_MILLIS);

        assertThat(stuck).isZero();
    }

    private void sendLittle() {
        rig.turn(() -> rig.outbox.send(1, new ChannelMethod.OpenOk()));
    }

    private void takes(int bytes) {
        ChannelOutboundBuffer waiting =
                Objects.requireNonNull(rig.socket.unsafe().outboundBuffer());
        rig.turn(() -> waiting.removeBytes(bytes));
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
