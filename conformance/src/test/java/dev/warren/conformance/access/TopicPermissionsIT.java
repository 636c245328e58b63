package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A user who may publish keys that begin with its name to one topic exchange, and bind keys that
/// begin with the virtual host's.
@ExtendWith(RestrictedUsers.class)
@Timeout(120)
final class TopicPermissionsIT {

    private static Channel channel(Client client) throws Exception {
        Channel channel = Client.channelOf(RestrictedUsers.login(client, "topics"));
        channel.confirmSelect();
        return channel;
    }

    private static Closing refused(String key, String method) {
        return Closing.channel(
                403,
                "ACCESS_REFUSED - access to topic '"
                        + key
                        + "' in exchange 'cwr-t' in vhost 'rights' refused for user 'topics'",
                method);
    }

    @Test
    void allowedKeysAreRouted(Client client) throws Exception {
        Channel channel = channel(client);
        channel.queuePurge("cwr-q");

        Client.publish(channel, "cwr-t", "topics.a", "text");

        assertThat(Client.drain(channel, "cwr-q")).containsExactly("text");
    }

    @Test
    void otherKeysAreRefused(Client client) throws Exception {
        Channel channel = channel(client);

        assertThat(
                        client.failure(
                                channel,
                                () -> channel.basicPublish("cwr-t", "other.a", null, new byte[1])))
                .isEqualTo(refused("other.a", "basic.publish"));
    }

    @Test
    void furtherKeysAreAskedAboutToo(Client client) throws Exception {
        Channel channel = channel(client);
        var copied =
                new AMQP.BasicProperties.Builder()
                        .headers(Map.of("CC", List.of("other.b")))
                        .build();
        if (client.is310()) {
            Client.publish(channel, "cwr-t", "topics.a", copied, "text");
            assertThat(channel.isOpen()).isTrue();
            return;
        }

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.basicPublish(
                                                "cwr-t", "topics.a", copied, new byte[1])))
                .isEqualTo(refused("other.b", "basic.publish"));
    }

    @Test
    void bindingKeysAreAskedAbout(Client client) throws Exception {
        Channel channel = channel(client);
        channel.queueBind("cwr-q", "cwr-t", "rights.#");
        channel.queueUnbind("cwr-q", "cwr-t", "rights.#");

        assertThat(client.failure(channel, () -> channel.queueBind("cwr-q", "cwr-t", "other.#")))
                .isEqualTo(refused("other.#", "queue.bind"));
    }

    @Test
    void unbindingIsAskedAboutAsBinding(Client client) throws Exception {
        Channel channel = channel(client);

        assertThat(client.failure(channel, () -> channel.queueUnbind("cwr-q", "cwr-t", "other.#")))
                .isEqualTo(refused("other.#", "queue.unbind"));
    }

    @Test
    void keysBetweenExchangesAreAskedAbout(Client client) throws Exception {
        Channel channel = channel(client);

        assertThat(client.failure(channel, () -> channel.exchangeBind("cwr-x", "cwr-t", "other.#")))
                .isEqualTo(refused("other.#", "exchange.bind"));
    }

    @Test
    void exchangesWithoutSuchALimitTakeEveryKey(Client client) throws Exception {
        Channel channel = channel(client);

        Client.publish(channel, "amq.topic", "other.a", "text");
        Client.publish(channel, "cwr-x", "other.a", "text");

        assertThat(channel.isOpen()).isTrue();
    }
}
