package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.impl.AMQConnection;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.EventWatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What becomes of connections, channels, consumers and logins, told by `amq.rabbitmq.event`.
@Conformance
@Isolated("it hears of all that others do")
final class ClientEventsIT {

    @BeforeEach
    void assumeExchange(Client client) throws Exception {
        assumeTrue(
                !client.is310() || EventWatch.isThere(client),
                "RabbitMQ without rabbitmq_event_exchange");
    }

    private static String user(Client client) {
        return client.target().user();
    }

    private static String vhost(Client client) {
        return client.target().vhost();
    }

    @Test
    void consumers(Client client) throws Exception {
        var watch = EventWatch.on(client, "consumer.#");
        var channel = client.channel();
        var queue = client.queue(channel);
        channel.basicQos(7);

        var tag = client.name("tag");
        channel.basicConsume(
                queue,
                false,
                tag,
                false,
                true,
                Map.of("x-priority", 3),
                new DefaultConsumer(channel));
        channel.basicCancel(tag);

        assertThat(EventWatch.stable(watch.next("consumer.created", "consumer_tag", tag)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "consumer_tag",
                                tag,
                                "queue",
                                queue,
                                "vhost",
                                vhost(client),
                                "exclusive",
                                true,
                                "ack_required",
                                true,
                                "prefetch_count",
                                7L,
                                "arguments",
                                List.of("{<<\"x-priority\">>,signedint,3}"),
                                "user_who_performed_action",
                                user(client)));
        assertThat(EventWatch.stable(watch.next("consumer.deleted", "consumer_tag", tag)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "consumer_tag",
                                tag,
                                "queue",
                                queue,
                                "vhost",
                                vhost(client),
                                "user_who_performed_action",
                                user(client)));
    }

    @Test
    void consumerGoesWithItsQueueAndWithItsChannel(Client client) throws Exception {
        var watch = EventWatch.on(client, "consumer.#");
        var channel = client.channel();
        var queue = client.queue(channel);
        var withQueue = channel.basicConsume(queue, new DefaultConsumer(channel));
        channel.queueDelete(queue);
        watch.next("consumer.deleted", "consumer_tag", withQueue);

        var other = client.queue(channel);
        var withChannel = channel.basicConsume(other, new DefaultConsumer(channel));
        channel.close();
        watch.next("consumer.deleted", "consumer_tag", withChannel);
    }

    @Test
    void connections(Client client) throws Exception {
        var watch = EventWatch.on(client, "connection.#");
        var connection = named(client, "one that is seen");
        var port = (long) connection.getPort();
        var localPort = localPort(connection);

        var created = watch.next("connection.created", "user_provided_name", "one that is seen");
        connection.close();
        var closed = watch.next("connection.closed", "user_provided_name", "one that is seen");

        var name = "127.0.0.1:" + localPort + " -> 127.0.0.1:" + port;
        assertThat(EventWatch.headers(created))
                .containsEntry("name", name)
                .containsEntry("port", port)
                .containsEntry("peer_port", localPort)
                .containsEntry("user", user(client))
                .containsEntry("vhost", vhost(client))
                .containsEntry("user_who_performed_action", user(client))
                .containsEntry("auth_mechanism", "PLAIN")
                .containsEntry("protocol", "{0,9,1}")
                .containsEntry("type", "network")
                .containsEntry("ssl", false)
                .containsEntry("ssl_protocol", "")
                .containsEntry("timeout", (long) connection.getHeartbeat())
                .containsEntry("channel_max", (long) connection.getChannelMax())
                .containsEntry("frame_max", (long) connection.getFrameMax());
        assertThat(EventWatch.headers(created).keySet())
                .containsExactlyInAnyOrder(
                        "auth_mechanism",
                        "channel_max",
                        "client_properties",
                        "connected_at",
                        "frame_max",
                        "host",
                        "name",
                        "node",
                        "peer_cert_issuer",
                        "peer_cert_subject",
                        "peer_cert_validity",
                        "peer_host",
                        "peer_port",
                        "pid",
                        "port",
                        "protocol",
                        "ssl",
                        "ssl_cipher",
                        "ssl_hash",
                        "ssl_key_exchange",
                        "ssl_protocol",
                        "timeout",
                        "timestamp_in_ms",
                        "type",
                        "user",
                        "user_provided_name",
                        "user_who_performed_action",
                        "vhost");
        assertThat(EventWatch.headers(closed).keySet())
                .containsExactlyInAnyOrder(
                        "client_properties",
                        "name",
                        "node",
                        "pid",
                        "timestamp_in_ms",
                        "user_provided_name");
        assertThat(EventWatch.headers(closed))
                .containsEntry("name", name)
                .containsEntry("pid", EventWatch.headers(created).get("pid"));
        assertThat(clientProperties(created))
                .contains("{<<\"connection_name\">>,longstr,<<\"one that is seen\">>}")
                .containsExactlyElementsOf(clientProperties(closed));
    }

    @Test
    void channels(Client client) throws Exception {
        var watch = EventWatch.on(client, "#");
        var connection = named(client, "owner of a channel");
        Client.channelOf(connection).close();

        var owner =
                EventWatch.headers(
                        watch.next(
                                "connection.created", "user_provided_name", "owner of a channel"));
        var created =
                EventWatch.headers(
                        watch.next(
                                "channel.created", "connection", String.valueOf(owner.get("pid"))));
        assertThat(created.keySet())
                .containsExactlyInAnyOrder(
                        "connection",
                        "name",
                        "number",
                        "pid",
                        "timestamp_in_ms",
                        "user",
                        "user_who_performed_action",
                        "vhost");
        assertThat(created)
                .containsEntry("number", 1L)
                .containsEntry("name", owner.get("name") + " (1)")
                .containsEntry("user", user(client))
                .containsEntry("vhost", vhost(client));
        var closed = watch.next("channel.closed", "pid", String.valueOf(created.get("pid")));
        assertThat(EventWatch.headers(closed).keySet())
                .containsExactlyInAnyOrder("pid", "timestamp_in_ms", "user_who_performed_action");
    }

    @Test
    void logins(Client client) throws Exception {
        var watch = EventWatch.on(client, "user.authentication.*");
        var connection = client.connect();

        var success =
                watch.next(
                        "user.authentication.success",
                        "connection_name",
                        "127.0.0.1:"
                                + localPort(connection)
                                + " -> 127.0.0.1:"
                                + connection.getPort());

        assertThat(EventWatch.headers(success))
                .containsEntry("name", user(client))
                .containsEntry("auth_mechanism", "PLAIN")
                .containsEntry("protocol", "{0,9,1}")
                .containsEntry("connection_type", "network")
                .containsEntry("ssl", false)
                .containsEntry("peer_port", localPort(connection));
        assertThat(EventWatch.headers(success).keySet())
                .containsExactlyInAnyOrder(
                        "auth_mechanism",
                        "connection_name",
                        "connection_type",
                        "host",
                        "name",
                        "peer_host",
                        "peer_port",
                        "protocol",
                        "ssl",
                        "timestamp_in_ms");
    }

    @Test
    void refusedLogins(Client client) throws Exception {
        var watch = EventWatch.on(client, "user.authentication.failure");
        var stranger = client.name("stranger");

        assertThatThrownBy(() ->
                        client.connect(factory -> {
                            factory.setUsername(stranger);
                            factory.setPassword("open sesame");
                        }))
                .isInstanceOf(AuthenticationFailureException.class);

        var failure =
                EventWatch.headers(watch.next("user.authentication.failure", "name", stranger));
        assertThat(failure.keySet())
                .containsExactlyInAnyOrder(
                        "auth_mechanism",
                        "connection_name",
                        "connection_type",
                        "error",
                        "host",
                        "name",
                        "peer_host",
                        "peer_port",
                        "protocol",
                        "ssl",
                        "timestamp_in_ms");
        assertThat(failure.toString()).doesNotContain("sesame");
        if (!client.is310()) {
            assertThat(failure)
                    .containsEntry("error", "user '" + stranger + "' - invalid credentials");
        }
    }

    private static List<String> clientProperties(Delivery event) {
        return ((List<?>) EventWatch.header(event, "client_properties"))
                .stream().map(String::valueOf).toList();
    }

    private static Connection named(Client client, String name) throws Exception {
        return client.connect(
                factory -> factory.setClientProperties(Map.of("connection_name", name)));
    }

    /// The client's end of the socket.
    private static long localPort(Connection connection) {
        return ((AMQConnection) connection).getLocalPort();
    }
}
