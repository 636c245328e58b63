package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users that came by definitions: their passwords, tags and limits.
@ExtendWith(RestrictedUsers.class)
@Timeout(120)
final class UsersIT {

    @Test
    void hashesOfEachKindAreAccepted(Client client) throws Exception {
        assertThat(RestrictedUsers.login(client, "few").isOpen()).isTrue();
        assertThat(RestrictedUsers.login(client, "topics").isOpen()).isTrue();
        assertThat(RestrictedUsers.login(client, "actor").isOpen()).isTrue();
    }

    @Test
    void userWithoutAPasswordCannotLogIn(Client client) throws Exception {
        assertThat(RestrictedUsers.refusalOf(client, "shut"))
                .contains("Login was refused using authentication mechanism PLAIN");
    }

    @Test
    void userWithoutPermissionsIsNotLetIn(Client client) throws Exception {
        assertThat(RestrictedUsers.refusalOf(client, "stranger"))
                .contains("reply-code=530")
                .contains("NOT_ALLOWED - access to vhost 'rights' refused for user 'stranger'");
    }

    @Test
    void impersonatorMayNameAnotherUser(Client client) throws Exception {
        Channel channel = Client.channelOf(RestrictedUsers.login(client, "actor"));
        channel.confirmSelect();
        var asAnother = new AMQP.BasicProperties.Builder().userId("few").build();

        Client.publish(channel, "cwr-x", "k", asAnother, "text");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void othersMayOnlyNameThemselves(Client client) throws Exception {
        Channel channel = Client.channelOf(RestrictedUsers.login(client, "topics"));
        channel.confirmSelect();
        var asItself = new AMQP.BasicProperties.Builder().userId("topics").build();
        var asAnother = new AMQP.BasicProperties.Builder().userId("few").build();

        Client.publish(channel, "cwr-x", "k", asItself, "text");

        assertThat(
                        client.failure(
                                channel,
                                () -> channel.basicPublish("cwr-x", "k", asAnother, new byte[1])))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - user_id property set to 'few' but"
                                        + " authenticated user was 'topics'",
                                "basic.publish"));
    }

    @Test
    void limitOfNoneLetsNobodyIn(Client client) throws Exception {
        assertThat(RestrictedUsers.refusalOf(client, "banned"))
                .contains("reply-code=530")
                .contains(
                        "NOT_ALLOWED - connection refused for user 'banned': user connection limit"
                                + " (0) is reached")
                .contains("class-id=10, method-id=40");
    }

    @Test
    void moreConnectionsThanTheLimitAreRefusedUntilOneGoes(Client client) throws Exception {
        Connection first = narrow(client);

        assertThat(RestrictedUsers.refusalOf(client, "narrow"))
                .contains("connection refused for user 'narrow': user connection limit (1)");

        first.close();
        assertThat(narrow(client).isOpen()).isTrue();
    }

    @Test
    void moreChannelsThanTheLimitEndTheConnection(Client client) throws Exception {
        Connection connection = narrow(client);
        Client.channelOf(connection);
        Client.channelOf(connection).close();
        Client.channelOf(connection);

        assertThat(client.failure(connection, connection::createChannel))
                .isEqualTo(
                        Closing.connection(
                                530,
                                "NOT_ALLOWED - number of channels opened for user 'narrow' has"
                                        + " reached the maximum allowed user limit of (2)",
                                Closing.NO_METHOD));
    }

    /// The place of a connection that has just gone may take a moment to be free.
    private static Connection narrow(Client client) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> RestrictedUsers.login(client, "narrow"), Connection::isOpen);
    }
}
