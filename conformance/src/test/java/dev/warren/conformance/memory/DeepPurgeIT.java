package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// So many messages in a small heap that what is known of them must not be there a second time
/// while they go: purged, dropped by a limit, or deleted.
@Timeout(400)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class DeepPurgeIT {

    private static final int MESSAGES = 1_000_000;
    private static final int PIECE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final String JAVA_FLAGS = "-Xms32m -Xmx48m -XX:MaxDirectMemorySize=128m";
    private static final int DELIVERY_MODE = 1 << 12;
    private static final Map<String, String> SETTINGS =
            Map.of("warren.store", "log", "vm_memory_high_watermark.absolute", "32MB");

    @Test
    void millionsOfMessagesArePurgedWhileAnotherQueueGoesOn() throws Exception {
        try (var warren = SmallWarren.start(SETTINGS, JAVA_FLAGS)) {
            warren.channel().queueDeclare("deep", true, false, false, Map.of());
            fill(warren);
            var channel = warren.channel();
            var purged = CompletableFuture.supplyAsync(() -> purge(channel));

            var turns = 0;
            do {
                warren.assertServes();
                turns++;
            } while (!purged.isDone());

            assertThat(purged.join()).isEqualTo(MESSAGES);
            assertThat(turns).isPositive();
            assertThat(warren.ready("deep")).isZero();
            publish(channel, "after the purge");
            warren.restart();
            assertThat(warren.ready("deep")).isOne();
            GetResponse got = warren.channel().basicGet("deep", true);
            assertThat(got).isNotNull();
            assertThat(Client.text(got)).isEqualTo("after the purge");
            warren.assertServes();
        }
    }

    @Test
    void deepQueueIsDeleted() throws Exception {
        try (var warren = SmallWarren.start(SETTINGS, JAVA_FLAGS)) {
            warren.channel().queueDeclare("deep", true, false, false, Map.of());
            fill(warren);

            var deleted = warren.channel().queueDelete("deep");

            assertThat(deleted.getMessageCount()).isEqualTo(MESSAGES);
            warren.assertServes();
            warren.channel().queueDeclare("deep", true, false, false, Map.of());
            warren.restart();
            assertThat(warren.ready("deep")).isZero();
            warren.assertServes();
        }
    }

    private static void publish(Channel channel, String text) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(
                "", "deep", MessageProperties.MINIMAL_PERSISTENT_BASIC, Client.bytes(text));
        channel.waitForConfirmsOrDie(SmallWarren.PATIENCE.toMillis());
    }

    private static int purge(Channel channel) {
        try {
            return channel.queuePurge("deep").getMessageCount();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(SmallWarren warren) throws Exception {
        var piece = piece();
        Flood.start(warren.raw(), MESSAGES / PIECE, _ -> piece);
        Awaitility.await("all messages")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> warren.ready("deep") == MESSAGES);
    }

    private static byte[] piece() {
        var method =
                Wire.bytes()
                        .shortInt(60)
                        .shortInt(40)
                        .raw(RawAmqp.publish("", "deep").toByteArray());
        var header =
                Wire.bytes()
                        .shortInt(60)
                        .shortInt(0)
                        .longLong(Long.BYTES)
                        .shortInt(DELIVERY_MODE)
                        .octet(2);
        var out = new ByteArrayOutputStream();
        for (var i = 0; i < PIECE; i++) {
            out.writeBytes(Flood.frame(RawFrame.METHOD, 1, method.toByteArray()));
            out.writeBytes(Flood.frame(RawFrame.HEADER, 1, header.toByteArray()));
            out.writeBytes(Flood.frame(RawFrame.BODY, 1, new byte[Long.BYTES]));
        }
        return out.toByteArray();
    }
}
