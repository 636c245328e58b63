package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Client;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A disk that has less room than `disk_free_limit` asks for.
@Timeout(120)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class DiskLimitIT {

    @Test
    void publishersWaitAndConsumersGoOn() throws Exception {
        try (var warren = DurableWarren.start()) {
            var filler = warren.channel("q");
            filler.confirmSelect();
            for (int i = 0; i < 10; i++) {
                filler.basicPublish(
                        "", "q", MessageProperties.PERSISTENT_BASIC, Client.bytes("m" + i));
            }
            filler.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
            warren.process().stop();

            warren.process().startAgain("disk_free_limit.absolute", "900TB");

            var connection = warren.connect();
            var blocked = new CompletableFuture<String>();
            connection.addBlockedListener(blocked::complete, () -> {});
            var publisher = Client.channelOf(connection);
            publisher.basicPublish(
                    "", "q", MessageProperties.PERSISTENT_BASIC, Client.bytes("late"));
            assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo("low on disk");

            var consumer = warren.channel();
            var received = new ConcurrentLinkedQueue<String>();
            consumer.basicConsume(
                    "q",
                    false,
                    (_, delivery) -> {
                        received.add(new String(delivery.getBody(), StandardCharsets.UTF_8));
                        consumer.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    },
                    _ -> {});
            Awaitility.await("what was there")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> received.size() >= 10);
            assertThat(received).hasSize(10).doesNotContain("late");

            assertThat(warren.process().stop()).isZero();
            warren.process().startAgain("disk_free_limit.absolute", "0");

            assertThat(warren.drain("q")).isEmpty();
        }
    }

    @Test
    void refusesNothingThatIsNoPublish() throws Exception {
        try (var warren = DurableWarren.start()) {
            warren.process().stop();
            warren.process().startAgain("disk_free_limit.relative", "1000000");

            var channel = warren.channel("new");
            channel.exchangeDeclare("e", "topic", true);
            channel.queueBind("new", "e", "#");

            assertThat(channel.queueDeclarePassive("new").getMessageCount()).isZero();
            assertThat(warren.process().log()).contains("disk resource limit alarm set");
        }
    }
}
