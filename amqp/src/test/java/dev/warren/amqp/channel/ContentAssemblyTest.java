package dev.warren.amqp.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ContentAssemblyTest {

    private static final long BODY_MAX = 128L << 20;
    private static final int FRAME_BYTES = 100_000;

    private final ByteLedger ledger = new ByteLedger(1);
    private final ContentAssembly assembly = new ContentAssembly(ledger.ofLane(0), BODY_MAX);

    @Test
    void emptyBodyIsCompleteWithItsHeader() {
        begin(0);

        assertThat(assembly.isComplete()).isTrue();
        assertThat(assembly.take()).hasSize(14);
    }

    @Test
    void bodyInManyFramesComesOutAsItWentIn() {
        byte[] body = new byte[FRAME_BYTES * 7 + 13];
        new Random(1).nextBytes(body);
        begin(body.length);

        for (int at = 0; at < body.length; at += FRAME_BYTES) {
            assertThat(assembly.isComplete()).isFalse();
            add(Arrays.copyOfRange(body, at, Math.min(body.length, at + FRAME_BYTES)));
        }

        assertThat(assembly.isComplete()).isTrue();
        int headerLength = assembly.headerLength();
        byte[] content = assembly.take();
        assertThat(Arrays.copyOfRange(content, headerLength, content.length)).isEqualTo(body);
    }

    @Test
    void announcingALargeBodyCostsNextToNothing() {
        begin(BODY_MAX);

        assertThat(assembly.content()).hasSizeLessThan(1_000);
    }

    @Test
    void memoryFollowsWhatHasArrived() {
        begin(BODY_MAX);

        for (int i = 1; i <= 20; i++) {
            add(new byte[FRAME_BYTES]);
            assertThat(assembly.content()).hasSizeLessThan(2 * i * FRAME_BYTES + 1_000);
            assertThat(counted()).isEqualTo(assembly.content().length);
        }
    }

    @Test
    void ledgerKnowsOfAHeaderThatWaitsForItsBody() {
        begin(3_000);

        assertThat(counted()).isEqualTo(assembly.content().length).isPositive();
    }

    @Test
    void ledgerIsBackAtZeroWhenTheContentIsTaken() {
        begin(2 * FRAME_BYTES);
        add(new byte[FRAME_BYTES]);
        add(new byte[FRAME_BYTES]);

        assembly.take();

        assertThat(counted()).isZero();
    }

    @Test
    void ledgerIsBackAtZeroWhenTheContentIsDropped() {
        begin(BODY_MAX);
        add(new byte[FRAME_BYTES]);

        assembly.drop();

        assertThat(counted()).isZero();
    }

    @Test
    void nextContentBeginsAnew() {
        begin(3);
        add(new byte[] {1, 2, 3});
        assembly.take();

        begin(1);
        add(new byte[] {9});

        assertThat(assembly.take()).endsWith(9).hasSize(15);
    }

    @Test
    void bodyAboveTheLimitIsRefused() {
        assertThatThrownBy(() -> begin(BODY_MAX + 1))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining(
                        "message size 134217729 is larger than configured max size 134217728");
        assertThat(counted()).isZero();
    }

    @Test
    void sizesBeyondSixtyThreeBitsAreTooLarge() {
        assertThatThrownBy(() -> begin(-1))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining("message size 18446744073709551615 is larger");
    }

    @Test
    void bodyThatIsLongerThanAnnouncedIsAFrameError() {
        begin(10);
        add(new byte[6]);

        assertThatThrownBy(() -> add(new byte[5]))
                .isInstanceOfSatisfying(
                        AmqpException.class,
                        e -> assertThat(e.code()).isEqualTo(ReplyCode.FRAME_ERROR));
    }

    private long counted() {
        return ledger.bytesOf(Holder.ASSEMBLIES);
    }

    private void begin(long bodySize) {
        ByteBuf in = Unpooled.wrappedBuffer(ContentHeader.encode(BasicProperties.EMPTY, bodySize));
        assembly.begin(in, 0, in.readableBytes());
    }

    private void add(byte[] body) {
        assembly.add(Unpooled.wrappedBuffer(body), 0, body.length);
    }
}
