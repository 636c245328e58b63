package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.EventWatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/// Who may hear what happens on the node, and from where it is heard.
@ExtendWith(RestrictedUsers.class)
@Timeout(120)
@Isolated("it hears of all that others do")
final class EventRightsIT {

    @BeforeEach
    void assumeExchange(Client client) throws Exception {
        assumeTrue(
                !client.is310() || EventWatch.isThere(client),
                "RabbitMQ without rabbitmq_event_exchange");
    }

    @Test
    void whoMayNotReadTheExchangeCannotBindToIt(Client client) throws Exception {
        var connection =
                client.connect(factory -> {
                    factory.setUsername("few");
                    factory.setPassword("few");
                });
        var channel = Client.channelOf(connection);
        var queue = channel.queueDeclare(client.name("few"), false, true, false, null).getQueue();

        var closing =
                client.failure(channel, () -> channel.queueBind(queue, EventWatch.EXCHANGE, "#"));

        assertThat(closing.code()).isEqualTo(403);
        assertThat(closing.text())
                .contains(
                        "access to exchange 'amq.rabbitmq.event' in vhost '/' refused for user"
                                + " 'few'");
    }

    @Test
    void whatHappensInOtherVirtualHostsIsToldInTheSamePlace(Client client) throws Exception {
        var watch = EventWatch.on(client, "queue.created");
        var connection = client.connect(factory -> factory.setVirtualHost(RestrictedUsers.VHOST));
        var queue = client.name("queue");

        Client.channelOf(connection).queueDeclare(queue, false, true, false, null);

        assertThat(EventWatch.headers(watch.next("queue.created", "name", queue)))
                .containsEntry("vhost", RestrictedUsers.VHOST);
    }

    @Test
    void otherVirtualHostsDoNotHaveTheExchange(Client client) throws Exception {
        var connection = client.connect(factory -> factory.setVirtualHost(RestrictedUsers.VHOST));
        var channel = Client.channelOf(connection);

        assertThat(
                        client.failure(
                                        channel,
                                        () -> channel.exchangeDeclarePassive(EventWatch.EXCHANGE))
                                .code())
                .isEqualTo(404);
    }
}
