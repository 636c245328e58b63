package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Messages that are moved while the broker is killed.
@Timeout(120)
class MovedMessagesIT {

    private static final int COUNT = 20_000;

    @Test
    void nothingIsLostWhenTheBrokerDiesHalfWay() throws Exception {
        try (HttpBroker broker = HttpBroker.start()) {
            publish(broker);
            Http http = broker.http();
            String order =
                    "{\"action\":\"move\",\"to\":{\"exchange\":\"\",\"routing_key\":\"to\"}}";
            long id = http.post("/api/x/queues/%2F/from/jobs", order).json().path("id").asLong();
            Awaitility.await()
                    .until(
                            () -> http.get("/api/x/jobs/" + id).json().path("done").asLong(),
                            done -> done > 0);

            broker.process().kill();
            broker.process().startAgain();

            Set<String> left = drain(broker, "from");
            Set<String> moved = drain(broker, "to");
            assertThat(moved).isNotEmpty();
            left.addAll(moved);
            assertThat(left).hasSize(COUNT);
        }
    }

    private static void publish(HttpBroker broker) throws Exception {
        try (Connection connection = broker.process().factory().newConnection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.queueDeclare("from", true, false, false, null);
            channel.queueDeclare("to", true, false, false, null);
            for (int i = 0; i < COUNT; i++) {
                channel.basicPublish(
                        "",
                        "from",
                        MessageProperties.PERSISTENT_BASIC,
                        Integer.toString(i).getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirmsOrDie(60_000);
        }
    }

    private static Set<String> drain(HttpBroker broker, String queue) throws Exception {
        Set<String> bodies = new HashSet<>();
        try (Connection connection = broker.process().factory().newConnection();
                Channel channel = connection.createChannel()) {
            GetResponse got = channel.basicGet(queue, true);
            while (got != null) {
                bodies.add(new String(got.getBody(), StandardCharsets.UTF_8));
                got = channel.basicGet(queue, true);
            }
        }
        return bodies;
    }
}
