package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Retries and delays by a policy: neither the queue nor its clients know of them.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class RetryPolicyIT {

    private static final String DEFINITIONS =
            """
            {
              "users": [{"name": "guest", "password": "guest", "tags": ["administrator"]}],
              "vhosts": [{"name": "/"}],
              "permissions": [
                {"user": "guest", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}
              ],
              "policies": [
                {"name": "again", "vhost": "/", "pattern": "^work", "apply-to": "queues",
                 "priority": 0, "definition": {
                   "retry-base": 200, "retry-factor": 1.5, "retry-jitter": 0.25,
                   "retry-attempts": 2, "retry-on": ["reject"], "retry-park-queue": "parked"}},
                {"name": "later", "vhost": "/", "pattern": "^later", "apply-to": "queues",
                 "priority": 0, "definition": {"delivery-delay": 300}}
              ]
            }
            """;

    static boolean isWarrenOurs() {
        return LifecycleIT.isWarrenOurs();
    }

    @Test
    void policyIsEnough(@TempDir Path directory) throws Exception {
        var settings = new HashMap<>(Broker.settings());
        Path file = Files.writeString(directory.resolve("definitions.json"), DEFINITIONS);
        settings.put("load_definitions", file.toString());
        try (var warren = WarrenProcess.start(Broker.root(), settings);
                var connection = warren.factory().newConnection()) {
            Channel channel = Client.channelOf(connection);
            for (String queue : new String[] {"work", "later", "parked"}) {
                channel.queueDeclare(queue, true, false, false, Map.of());
            }
            publish(channel, "work");
            publish(channel, "later");
            for (int i = 0; i < 3; i++) {
                GetResponse got = Client.await(channel, "work");
                channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
            }

            assertThat(Client.await(channel, "parked").getProps().getHeaders())
                    .containsEntry("x-retry-count", 2L);
            assertThat(Client.text(Client.await(channel, "later"))).isEqualTo("later");
        }
    }

    private static void publish(Channel channel, String queue) throws Exception {
        channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, Client.bytes(queue));
    }
}
