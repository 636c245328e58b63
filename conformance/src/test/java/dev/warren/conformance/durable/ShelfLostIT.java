package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import dev.warren.conformance.support.Client;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// What the broker has put aside of its memory cannot be read back: it stops rather than go on with
/// something else, and the messages are not touched by it.
@Timeout(120)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class ShelfLostIT {

    /// As docs/user/configuration.md says.
    private static final int EXIT_DISK_FAILED = 74;

    /// A sixteenth of it, the index of 200,000 messages, would stay in memory.
    private static final Map<String, String> SMALL_HEAP =
            Map.of("WARREN_JAVA_OPTS", "-Xms32m -Xmx48m");

    private static final int MESSAGES = 300_000;
    private static final int SHELVED_BYTES_MIN = 200_000;

    private static final BasicProperties EXPIRING =
            new BasicProperties.Builder().deliveryMode(2).expiration("86400000").build();

    @Test
    void brokerStopsAndTheNextOneHasEverything() throws Exception {
        try (var warren = DurableWarren.start(SMALL_HEAP)) {
            Channel channel = warren.channel("q");
            fill(channel);
            Path shelf = warren.process().data().resolve("shelf");
            Awaitility.await("the index on disk")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> Files.size(shelf) > SHELVED_BYTES_MIN);

            try (var file = new RandomAccessFile(shelf.toFile(), "rw")) {
                file.setLength(0);
            }
            channel.basicConsume("q", new DefaultConsumer(channel));

            assertThat(warren.process().awaitEnd())
                    .as(warren.process().log())
                    .isEqualTo(EXIT_DISK_FAILED);
            assertThat(warren.process().log()).contains("the index of a queue cannot be read");
            warren.process().startAgain();

            assertThat(warren.channel().queueDeclarePassive("q").getMessageCount())
                    .isEqualTo(MESSAGES);
        }
    }

    private static void fill(Channel channel) throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish("", "q", EXPIRING, Client.bytes("message " + i));
        }
        channel.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
    }
}
