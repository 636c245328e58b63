package dev.warren.conformance;

import static dev.warren.conformance.support.EventWatch.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.EventWatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What happens on the node, told by `amq.rabbitmq.event`. RabbitMQ has it as a plugin: without
/// `rabbitmq_event_exchange` the chapter is skipped there.
@Conformance
@Isolated("it hears of all that others do")
final class EventExchangeIT {

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
    void exchangeIsADurableInternalTopicExchange(Client client) throws Exception {
        var channel = client.channel();
        channel.exchangeDeclare(EXCHANGE, "topic", true, false, true, Map.of());

        assertThat(
                        client.failure(
                                channel,
                                () -> channel.basicPublish(EXCHANGE, "k", null, new byte[1])))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - cannot publish to internal exchange '"
                                        + EXCHANGE
                                        + "' in vhost '/'",
                                "basic.publish"));
        var other = client.channel();
        assertThat(client.failure(other, () -> other.exchangeDelete(EXCHANGE)).code())
                .isEqualTo(403);
    }

    @Test
    void eventIsAPersistentMessageWithATimeAndNoBody(Client client) throws Exception {
        var watch = EventWatch.on(client, "queue.*");
        var queue = client.queue(client.channel());

        var event = watch.next("queue.created", "name", queue);

        assertThat(event.getEnvelope().getExchange()).isEqualTo(EXCHANGE);
        assertThat(event.getBody()).isEmpty();
        assertThat(event.getProperties().getDeliveryMode()).isEqualTo(2);
        assertThat(event.getProperties().getContentType()).isNull();
        var millis = (long) EventWatch.header(event, "timestamp_in_ms");
        assertThat(event.getProperties().getTimestamp().getTime()).isEqualTo(millis / 1000 * 1000);
    }

    @Test
    void queues(Client client) throws Exception {
        var watch = EventWatch.on(client, "queue.#");
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclare(queue, true, false, false, Map.of("x-max-length", 5));
        channel.queueDeclare(queue, true, false, false, Map.of("x-max-length", 5));
        channel.queueDelete(queue);

        assertThat(EventWatch.stable(watch.next("queue.created", "name", queue)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "name",
                                queue,
                                "vhost",
                                vhost(client),
                                "durable",
                                true,
                                "auto_delete",
                                false,
                                "exclusive",
                                false,
                                "owner_pid",
                                "",
                                "arguments",
                                List.of("{<<\"x-max-length\">>,signedint,5}"),
                                "user_who_performed_action",
                                user(client)));
        assertThat(EventWatch.stable(watch.next("queue.deleted", "name", queue)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "name", queue,
                                "vhost", vhost(client),
                                "user_who_performed_action", user(client)));
    }

    @Test
    void exclusiveQueueNamesItsConnectionAndGoesWithIt(Client client) throws Exception {
        var watch = EventWatch.on(client, "#");
        var owner = named(client, "owner of an exclusive queue");
        var queue = client.name("queue");
        Client.channelOf(owner).queueDeclare(queue, false, true, false, Map.of());
        owner.close();

        var opened =
                watch.next(
                        "connection.created", "user_provided_name", "owner of an exclusive queue");
        var created = EventWatch.headers(watch.next("queue.created", "name", queue));
        assertThat(created)
                .containsEntry("exclusive", true)
                .containsEntry("owner_pid", EventWatch.headers(opened).get("pid"));
        assertThat(EventWatch.headers(watch.next("queue.deleted", "name", queue)))
                .containsEntry("user_who_performed_action", "rmq-internal");
    }

    @Test
    void exchanges(Client client) throws Exception {
        var watch = EventWatch.on(client, "exchange.#");
        var channel = client.channel();
        var exchange = client.name("exchange");

        channel.exchangeDeclare(
                exchange, "topic", false, false, Map.of("alternate-exchange", "other"));
        channel.exchangeDelete(exchange);

        assertThat(EventWatch.stable(watch.next("exchange.created", "name", exchange)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "name",
                                exchange,
                                "vhost",
                                vhost(client),
                                "type",
                                "topic",
                                "durable",
                                false,
                                "auto_delete",
                                false,
                                "internal",
                                false,
                                "policy",
                                "",
                                "arguments",
                                List.of("{<<\"alternate-exchange\">>,longstr,<<\"other\">>}"),
                                "user_who_performed_action",
                                user(client)));
        assertThat(EventWatch.stable(watch.next("exchange.deleted", "name", exchange)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "name", exchange,
                                "vhost", vhost(client),
                                "user_who_performed_action", user(client)));
    }

    @Test
    void bindings(Client client) throws Exception {
        var watch = EventWatch.on(client, "binding.#");
        var channel = client.channel();
        var queue = client.queue(channel);
        var exchange = client.exchange(channel, "topic");
        var target = client.exchange(channel, "fanout");

        channel.queueBind(queue, exchange, "a.key", Map.of("n", 1));
        channel.exchangeBind(target, exchange, "other");
        channel.queueUnbind(queue, exchange, "a.key", Map.of("n", 1));

        var bound =
                Map.<String, Object>of(
                        "source_name",
                        exchange,
                        "source_kind",
                        "exchange",
                        "destination_name",
                        queue,
                        "destination_kind",
                        "queue",
                        "routing_key",
                        "a.key",
                        "vhost",
                        vhost(client),
                        "arguments",
                        List.of("{<<\"n\">>,signedint,1}"),
                        "user_who_performed_action",
                        user(client));
        assertThat(EventWatch.stable(watch.next("binding.created", "destination_name", queue)))
                .containsExactlyInAnyOrderEntriesOf(bound);
        assertThat(EventWatch.stable(watch.next("binding.created", "destination_name", target)))
                .containsEntry("destination_kind", "exchange")
                .containsEntry("routing_key", "other")
                .containsEntry("arguments", List.of());
        assertThat(EventWatch.stable(watch.next("binding.deleted", "destination_name", queue)))
                .containsExactlyInAnyOrderEntriesOf(bound);
    }

    @Test
    void bindingToTheExchangeIsTheFirstThatComes(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        channel.queueBind(queue, EXCHANGE, "binding.created");

        var first = Client.await(channel, queue);
        assertThat(first.getEnvelope().getRoutingKey()).isEqualTo("binding.created");
        assertThat(String.valueOf(first.getProps().getHeaders().get("destination_name")))
                .isEqualTo(queue);
    }

    private static Connection named(Client client, String name) throws Exception {
        return client.connect(
                factory -> factory.setClientProperties(Map.of("connection_name", name)));
    }
}
