package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.EventWatch;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Inbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// `amq.rabbitmq.trace`: what is published and delivered in a virtual host that is traced, by a
/// switch of the HTTP API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class FirehoseIT {

    private static final String QUEUE = "traced";

    private HttpBroker broker;
    private Connection connection;
    private Channel channel;
    private Inbox traces;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void watch() throws Exception {
        connection = broker.process().factory().newConnection();
        channel = Client.channelOf(connection);
        channel.confirmSelect();
        channel.queueDeclare(QUEUE, false, true, false, Map.of());
        channel.queueBind(QUEUE, "amq.direct", "k");
        Channel watching = Client.channelOf(connection);
        var shown = watching.queueDeclare().getQueue();
        watching.queueBind(shown, "amq.rabbitmq.trace", "#");
        traces = new Inbox(watching);
        watching.basicConsume(shown, true, traces);
        trace(true);
    }

    @AfterEach
    void end() throws IOException {
        trace(false);
        connection.close();
    }

    private void trace(boolean isOn) {
        assertThat(broker.http().put("/api/vhosts/%2F", "{\"tracing\":" + isOn + "}").status())
                .isEqualTo(204);
        assertThat(broker.http().get("/api/vhosts/%2F").json().path("tracing").asBoolean())
                .isEqualTo(isOn);
    }

    @Test
    void publishedMessageIsShownWithItsRoute() throws Exception {
        Client.publish(channel, "amq.direct", "k", "text");

        Delivery shown = next("publish.amq.direct");
        assertThat(Inbox.text(shown)).isEqualTo("text");
        assertThat(EventWatch.headers(shown))
                .containsEntry("exchange_name", "amq.direct")
                .containsEntry("routing_keys", List.of("k"))
                .containsEntry("routed_queues", List.of(QUEUE))
                .containsEntry("vhost", "/")
                .containsEntry("user", "guest")
                .containsEntry("channel", 1)
                .containsKeys("node", "connection", "properties");
    }

    @Test
    void fetchedMessageIsShownAndOnceMoreWhenItIsRedelivered() throws Exception {
        Client.publish(channel, "amq.direct", "k", "text");
        next("publish.amq.direct");

        var got = channel.basicGet(QUEUE, false);
        assertThat(EventWatch.headers(next("deliver." + QUEUE)))
                .containsEntry("redelivered", 0)
                .containsEntry("exchange_name", "amq.direct")
                .containsEntry("routing_keys", List.of("k"))
                .doesNotContainKey("routed_queues");
        channel.basicNack(got.getEnvelope().getDeliveryTag(), false, true);
        channel.basicGet(QUEUE, true);

        assertThat(EventWatch.headers(next("deliver." + QUEUE))).containsEntry("redelivered", 1);
    }

    @Test
    void consumedMessageIsShown() throws Exception {
        channel.basicConsume(QUEUE, true, new Inbox(channel));

        Client.publish(channel, "", QUEUE, "text");

        assertThat(Inbox.text(next("publish."))).isEqualTo("text");
        Delivery shown = next("deliver." + QUEUE);
        assertThat(Inbox.text(shown)).isEqualTo("text");
        assertThat(EventWatch.headers(shown)).containsEntry("redelivered", 0);
    }

    @Test
    void messageThatNobodyGetsIsShown() throws Exception {
        Client.publish(channel, "amq.direct", "nowhere", "lost");

        assertThat(EventWatch.headers(next("publish.amq.direct")))
                .containsEntry("routed_queues", List.of());
    }

    @Test
    void nothingIsShownOnceItIsOff() throws Exception {
        trace(false);
        Client.publish(channel, "amq.direct", "k", "unseen");
        channel.basicGet(QUEUE, true);

        trace(true);
        Client.publish(channel, "amq.direct", "k", "seen");

        assertThat(Inbox.text(next("publish.amq.direct"))).isEqualTo("seen");
    }

    private Delivery next(String key) throws InterruptedException {
        Delivery shown = traces.next();
        assertThat(shown.getEnvelope().getRoutingKey()).isEqualTo(key);
        return shown;
    }
}
