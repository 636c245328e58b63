package dev.warren.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodWriter;
import dev.warren.codec.value.AmqpException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class AckViewTest {

    @Test
    void ackIsSeen() {
        ByteBuf payload = payload(new BasicMethod.Ack(1L << 40, true));

        assertThat(AckView.deliveryTag(payload, 0, payload.readableBytes())).isEqualTo(1L << 40);
        assertThat(AckView.multiple(payload, 0)).isTrue();
    }

    @Test
    void bitsOfNackAreToldApart() {
        ByteBuf payload = payload(new BasicMethod.Nack(1, false, true));

        assertThat(AckView.multiple(payload, 0)).isFalse();
        assertThat(AckView.nackRequeue(payload, 0)).isTrue();
    }

    @Test
    void rejectIsSeen() {
        assertThat(AckView.rejectRequeue(payload(new BasicMethod.Reject(1, true)), 0)).isTrue();
        assertThat(AckView.rejectRequeue(payload(new BasicMethod.Reject(1, false)), 0)).isFalse();
    }

    @Test
    void wrongLengthIsAFrameError() {
        ByteBuf payload = payload(new BasicMethod.Ack(1, true));

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> AckView.deliveryTag(payload, 0, 12))
                .withMessage("cannot decode <<0,0,0,0,0,0,0,1>>");
    }

    private static ByteBuf payload(Method method) {
        ByteBuf payload = Unpooled.buffer();
        MethodWriter.write(method, payload);
        return payload;
    }
}
