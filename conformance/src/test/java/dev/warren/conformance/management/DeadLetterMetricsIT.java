package dev.warren.conformance.management;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `rabbitmq_global_messages_dead_lettered_*`: what queues did away with, by kind of queue, by what
/// becomes of dead letters, and by reason.
@Timeout(120)
class DeadLetterMetricsIT {

    private static final String NAME = "rabbitmq_global_messages_dead_lettered_";
    private static final Map<String, Object> TO_THE_DEAD =
            Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead");

    @Test
    void deathsAreCountedAndOutliveTheirQueues() throws Exception {
        try (HttpBroker broker = HttpBroker.start();
                Connection connection = broker.process().factory().newConnection()) {
            Channel channel = connection.createChannel();
            channel.queueDeclare("dead", true, false, false, null);
            channel.queueDeclare("forgetful", true, false, false, null);
            channel.queueDeclare("classic", true, false, false, TO_THE_DEAD);
            channel.queueDeclare(
                    "safe",
                    true,
                    false,
                    false,
                    Map.of(
                            "x-queue-type",
                            "quorum",
                            "x-overflow",
                            "reject-publish",
                            "x-dead-letter-strategy",
                            "at-least-once",
                            "x-dead-letter-exchange",
                            "",
                            "x-dead-letter-routing-key",
                            "dead"));
            reject(channel, "forgetful");
            reject(channel, "safe");
            channel.basicPublish(
                    "",
                    "classic",
                    new BasicProperties.Builder().expiration("1").build(),
                    new byte[1]);
            Awaitility.await("both dead letters")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> channel.queueDeclarePassive("dead").getMessageCount() == 2);
            channel.queueDelete("forgetful");

            Http metrics = new Http(broker.metrics(), "", "");
            awaitSample(metrics, "rejected", "classic", "disabled", 1);
            awaitSample(metrics, "rejected", "classic", "at_most_once", 0);
            awaitSample(metrics, "rejected", "quorum", "at_least_once", 1);
            awaitSample(metrics, "expired", "classic", "at_most_once", 1);
            awaitSample(metrics, "expired", "quorum", "disabled", 0);
            awaitSample(metrics, "maxlen", "classic", "disabled", 0);
            awaitSample(metrics, "delivery_limit", "quorum", "at_least_once", 0);
            awaitSample(metrics, "confirmed", "quorum", "at_least_once", 1);
        }
    }

    private static void reject(Channel channel, String queue) throws Exception {
        channel.confirmSelect();
        channel.basicPublish("", queue, null, new byte[1]);
        channel.waitForConfirmsOrDie(30_000);
        long tag = channel.basicGet(queue, false).getEnvelope().getDeliveryTag();
        channel.basicReject(tag, false);
    }

    private static void awaitSample(
            Http metrics, String reason, String kind, String strategy, int value) {
        String line =
                "%s%s_total{queue_type=\"rabbit_%s_queue\",dead_letter_strategy=\"%s\"} %d\n"
                        .formatted(NAME, reason, kind, strategy, value);
        Awaitility.await(line)
                .atMost(Duration.ofSeconds(30))
                .until(() -> metrics.get("/metrics").response().body().contains(line));
    }
}
