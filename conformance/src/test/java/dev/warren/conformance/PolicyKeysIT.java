package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Keys of policies that are Warren's own, as clients see them who know nothing of the policy.
/// Retries are in [RetryPolicyIT].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class PolicyKeysIT {

    private static final int HOUR = 3_600_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private HttpBroker broker;
    private Connection connection;
    private Channel channel;

    static boolean isWarrenOurs() {
        return LifecycleIT.isWarrenOurs();
    }

    @BeforeAll
    void start() throws Exception {
        broker = HttpBroker.start(Broker.settings());
        connection = broker.process().factory().newConnection();
        channel = Client.channelOf(connection);
        channel.confirmSelect();
    }

    @AfterAll
    void stop() {
        connection.abort();
        broker.close();
    }

    private void policy(String name, String appliesTo, String definition) {
        var body =
                """
                {"pattern": "^%s", "apply-to": "%s", "definition": %s}
                """
                        .formatted(name, appliesTo, definition);
        assertThat(broker.http().put("/api/policies/%2F/" + name, body).status())
                .isBetween(201, 204);
    }

    private void publish(String exchange, String key, String id, String text) throws Exception {
        var properties = new AMQP.BasicProperties.Builder().deliveryMode(2).messageId(id).build();
        Client.publish(channel, exchange, key, properties, text);
    }

    @Test
    void queueKnowsDuplicatesAsLongAsThePolicyIsThere() throws Exception {
        policy("once", "queues", "{\"dedup-window\": %d}".formatted(HOUR));
        channel.queueDeclare("once", true, false, false, Map.of());
        publish("", "once", "a", "first");
        publish("", "once", "a", "again");
        publish("", "once", "b", "other");
        assertThat(Client.drain(channel, "once")).containsExactly("first", "other");

        broker.http().delete("/api/policies/%2F/once");

        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> {
                    publish("", "once", "a", "without a policy");
                    return !Client.drain(channel, "once").isEmpty();
                });
    }

    @Test
    void policySaysWhatTheKeyIsAndHowManyThereMayBe() throws Exception {
        policy(
                "bodies",
                "queues",
                "{\"dedup-window\": %d, \"dedup-key\": \"body\", \"dedup-max-keys\": 2}"
                        .formatted(HOUR));
        channel.queueDeclare("bodies", true, false, false, Map.of());

        for (var text : List.of("a", "a", "b", "c", "c", "a")) {
            publish("", "bodies", "same id", text);
        }

        assertThat(Client.drain(channel, "bodies")).containsExactly("a", "b", "c", "a");
    }

    @Test
    void exchangeKnowsDuplicatesByAPolicy() throws Exception {
        policy("entry", "exchanges", "{\"dedup-window\": %d}".formatted(HOUR));
        channel.exchangeDeclare("entry", "fanout", true);
        channel.queueDeclare("behind", true, false, false, Map.of());
        channel.queueBind("behind", "entry", "");

        publish("entry", "", "a", "first");
        publish("entry", "", "a", "again");
        publish("", "behind", "a", "not through the exchange");
        publish("entry", "", "b", "other");

        assertThat(Client.drain(channel, "behind"))
                .containsExactly("first", "not through the exchange", "other");
    }

    /// As do keys that RabbitMQ has for other types.
    @Test
    void streamPassesThemOver() throws Exception {
        policy(
                "stream",
                "all",
                """
                {"dedup-window": 3600000, "delivery-delay": 3600000, "consumer-timeout": 1,
                 "retry-base": 3600000, "delayed-retry-type": "all", "delayed-retry-min": 3600000}
                """);
        channel.queueDeclare("stream", true, false, false, Map.of("x-queue-type", "stream"));
        publish("", "stream", "a", "first");
        publish("", "stream", "a", "again");
        var reader = Client.channelOf(connection);
        reader.basicQos(1);
        var inbox = new Inbox(reader);
        reader.basicConsume("stream", false, Map.of("x-stream-offset", "first"), inbox);

        assertThat(inbox.nextAcked()).isEqualTo("first");
        assertThat(inbox.nextAcked()).isEqualTo("again");
    }
}
