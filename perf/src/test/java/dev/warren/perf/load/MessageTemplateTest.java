package dev.warren.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.perf.queues.Names;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageTemplateTest {

    private static final int FRAME_MAX = 4096;

    private final List<String> frames = new ArrayList<>();

    @Test
    void messageIsMethodHeaderAndBody() {
        var template = new MessageTemplate(Names.of("q", 2), 12, true, Delay.NONE, FRAME_MAX);

        read(template, 1, 0x0102030405060708L);

        assertThat(frames)
                .containsExactly(
                        "publish q-1", "header 12 persistent", "body 12 at 0102030405060708");
    }

    @Test
    void longBodyTakesSeveralFramesAndTheFirstHasTheTime() {
        var template = new MessageTemplate(Names.of("q", 1), 5000, false, Delay.NONE, FRAME_MAX);

        read(template, 0, 1);

        assertThat(frames)
                .containsExactly(
                        "publish q",
                        "header 5000 transient",
                        "body 4088 at 0000000000000001",
                        "body 912 at 7878787878787878");
    }

    @Test
    void bodyWithoutRoomForATimeHasNone() {
        var template = new MessageTemplate(Names.of("q", 1), 7, false, Delay.NONE, FRAME_MAX);

        read(template, 0, 1);

        assertThat(frames).containsExactly("publish q", "header 7 transient", "body 7 without");
    }

    @Test
    void emptyBodyHasNoFrame() {
        var template = new MessageTemplate(Names.of("q", 1), 0, false, Delay.NONE, FRAME_MAX);

        read(template, 0, 1);

        assertThat(frames).containsExactly("publish q", "header 0 transient");
    }

    @Test
    void messageThatWaitsSaysHowLongAndCarriesTheTimeAtWhichItIsDue() {
        var template = new MessageTemplate(Names.of("q", 1), 12, true, new Delay(2, 2), FRAME_MAX);

        read(template, 0, 1);

        assertThat(frames)
                .containsExactly(
                        "publish q at perf-delayed",
                        "header 12 persistent x-delay 2",
                        "body 12 at 00000000001e8481");
    }

    private void read(MessageTemplate template, int queue, long stamp) {
        byte[] out = new byte[template.lengthMax()];
        int length = template.put(out, 0, queue, stamp);
        ByteBuf bytes = Unpooled.wrappedBuffer(out, 0, length);
        new FrameReader(FRAME_MAX)
                .read(
                        bytes,
                        (type, _, in, index, size) -> {
                            frames.add(describe(type, in, index, size));
                            return true;
                        });
        assertThat(bytes.isReadable()).isFalse();
    }

    private static String describe(int type, ByteBuf in, int index, int length) {
        byte[] payload = new byte[length];
        in.getBytes(index, payload);
        return switch (type) {
            case Frames.METHOD ->
                    describe((BasicMethod.Publish) MethodReader.read(in, index, length));
            case Frames.HEADER ->
                    "header %d %s%s"
                            .formatted(
                                    ContentHeader.bodySize(payload, 0, length),
                                    ContentHeader.isPersistent(payload, 0, length)
                                            ? "persistent"
                                            : "transient",
                                    delay(payload));
            case Frames.BODY ->
                    length < 8
                            ? "body " + length + " without"
                            : "body %d at %016x".formatted(length, in.getLong(index));
            default -> "type " + type;
        };
    }

    private static String describe(BasicMethod.Publish publish) {
        return publish.exchange().isEmpty()
                ? "publish " + publish.routingKey()
                : "publish " + publish.routingKey() + " at " + publish.exchange();
    }

    private static String delay(byte[] header) {
        FieldTable headers = ContentHeader.headers(header, 0, header.length);
        return headers.get("x-delay") instanceof FieldValue.Int32(int millis)
                ? " x-delay " + millis
                : "";
    }
}
