package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Small things in large numbers.
@Timeout(120)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class PilingUpIT {
    private static final int PLENTY = 1_000_000;

    @Test
    void tinyMessages() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var piece = Flood.publish(1, "", queue, new byte[1]);
            var flood = Flood.start(warren.raw(), PLENTY, _ -> piece);
            warren.awaitAlarm();
            warren.assertAnswers();
            assertThat(flood.sent()).isLessThan(PLENTY);

            warren.channel().queueDelete(queue);

            warren.assertServes();
        }
    }

    @Test
    void tinyMessagesEachWithALongKeyOfItsOwn() throws Exception {
        try (var warren = SmallWarren.start()) {
            var channel = warren.channel();
            var queue = warren.queue();
            channel.exchangeDeclare("all", BuiltinExchangeType.FANOUT);
            channel.queueBind(queue, "all", "");
            var filler = "x".repeat(230);
            var flood =
                    Flood.start(
                            warren.raw(),
                            PLENTY,
                            i -> Flood.publish(1, "all", filler + i, new byte[1]));
            warren.awaitAlarm();
            warren.assertAnswers();
            assertThat(flood.sent()).isLessThan(PLENTY);

            channel.queueDelete(queue);

            warren.assertServes();
        }
    }

    @Test
    void bodilessMessagesWithLargeHeaders() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var headers = Map.<String, Object>of("padding", "x".repeat(50_000));
            var piece = Flood.announce(1, "", queue, 0, headers);
            var flood = Flood.start(warren.raw(), 4_000, _ -> piece);
            warren.awaitAlarm();
            warren.assertAnswers();
            assertThat(flood.sent()).isLessThan(4_000);

            warren.channel().queueDelete(queue);

            warren.assertServes();
        }
    }

    @Test
    void openTransactions() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var raws = new RawAmqp[20];
            var piece = Flood.publish(1, "", queue, new byte[4_000]);
            for (var i = 0; i < raws.length; i++) {
                raws[i] = warren.raw();
                raws[i].method(1, "tx.select", Wire.bytes());
                raws[i].expect(1, "tx.select-ok");
                Flood.start(raws[i], 310, _ -> piece);
            }
            warren.awaitAlarm();
            warren.assertAnswers();

            for (var raw : raws) {
                raw.close();
            }

            warren.assertServes();
            assertThat(warren.ready(queue)).isZero();
        }
    }

    /// Two lanes, and no queue on the lane of its connection: every declare makes its channel wait,
    /// and what comes behind it is parked.
    @Test
    void parkedFramesOfManyChannels() throws Exception {
        var lanes = Map.of("warren.lanes", "2", "warren.lane_placement", "scattered");
        try (var warren = SmallWarren.start(lanes)) {
            var queue = warren.queue();
            var channels = 300;
            for (var connection = 0; connection < 4; connection++) {
                var raw = warren.raw();
                for (var channel = 2; channel <= channels; channel++) {
                    raw.openChannel(channel);
                }
                Flood.start(raw, 60L * channels, i -> askAndPublish(1 + (int) i % channels, queue));
            }
            Awaitility.await("memory to run short, or the floods to end")
                    .atMost(SmallWarren.PATIENCE)
                    .until(() -> warren.isShort() || warren.ready(queue) > 20_000);
            warren.assertAnswers();

            warren.channel().queueDelete(queue);

            warren.assertServes();
        }
    }

    /// A passive declare, which has to be answered, and ten messages behind it.
    private static byte[] askAndPublish(int channel, String queue) {
        var out = new ByteArrayOutputStream();
        var declare =
                Wire.bytes()
                        .shortInt(50)
                        .shortInt(10)
                        .raw(RawAmqp.queueDeclare(queue, 1).toByteArray());
        out.writeBytes(Flood.frame(RawFrame.METHOD, channel, declare.toByteArray()));
        for (var i = 0; i < 10; i++) {
            out.writeBytes(Flood.publish(channel, "", queue, new byte[500]));
        }
        return out.toByteArray();
    }
}
