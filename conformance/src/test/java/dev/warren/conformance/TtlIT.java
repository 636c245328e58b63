package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-message-ttl` and the property `expiration`. That a time is over is read from the dead
/// letters.
@Conformance
final class TtlIT {

    @Test
    void messageExpires(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 20L);
        var inbox = client.consume(channel, graves);

        Client.fill(channel, queue, "1", "2");

        assertThat(inbox.nextTexts(2)).containsExactly("1", "2");
        assertThat(Client.ready(channel, queue)).isZero();
    }

    @Test
    void shorterTimeCounts(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 3_600_000L);
        var inbox = client.consume(channel, graves);

        publish(channel, queue, "20", "1");

        assertThat(inbox.nextText()).isEqualTo("1");
    }

    @Test
    void messageThatMayNotWaitIsDeliveredToWhoeverWaits(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 0L);
        var inbox = client.consume(channel, queue);

        Client.fill(channel, queue, "1");

        assertThat(inbox.nextText()).isEqualTo("1");
    }

    /// Many times over: whether it would come a second time was a matter of the millisecond.
    @Test
    void messageThatMayNotWaitIsGoneWhenItComesBack(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 0L);
        var dead = client.consume(channel, graves);
        var inbox = client.consume(channel, queue);

        for (var i = 0; i < 50; i++) {
            Client.fill(channel, queue, Integer.toString(i));
            channel.basicReject(Inbox.tag(inbox.next()), true);
            assertThat(dead.nextText()).isEqualTo(Integer.toString(i));
        }

        assertThat(inbox.cancel()).isEmpty();
    }

    @Test
    void messageThatMayNotWaitIsGone(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 0L);
        var inbox = client.consume(channel, graves);

        Client.fill(channel, queue, "1");

        assertThat(inbox.nextText()).isEqualTo("1");
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {4_294_967_295L, 4_294_967_296L, 315_360_000_000L})
    void veryLongTimesAreTaken(long millis, Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, millis);

        publish(channel, queue, Long.toString(millis), "1");
        Client.fill(channel, queue, "2");

        assertThat(Client.drain(channel, queue)).containsExactly("1", "2");
        assertThat(Client.drain(channel, graves)).isEmpty();
    }

    @Test
    void noTimeAtAllIsATimeToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 3_600_000L);
        var inbox = client.consume(channel, graves);

        publish(channel, queue, "0", "1");

        assertThat(inbox.nextText()).isEqualTo("1");
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void messageGoesOnTimeBehindOthersThatStay(Client client) throws Exception {
        assumeFalse(client.is310(), "looks at the head only");
        var channel = client.confirmChannel();
        var graves = client.queue(channel);
        var queue = declare(client, channel, graves, 3_600_000L);
        var inbox = client.consume(channel, graves);

        Client.fill(channel, queue, "stays");
        publish(channel, queue, "20", "goes");

        assertThat(inbox.nextText()).isEqualTo("goes");
        assertThat(Client.drain(channel, queue)).containsExactly("stays");
    }

    private static void publish(Channel channel, String queue, String expiration, String text)
            throws Exception {
        Client.publish(
                channel,
                "",
                queue,
                new BasicProperties.Builder().expiration(expiration).build(),
                text);
        channel.waitForConfirmsOrDie(30_000);
    }

    private static String declare(Client client, Channel channel, String graves, long ttlMillis)
            throws IOException {
        var queue = client.name("short-lived");
        channel.queueDeclare(
                queue,
                false,
                true,
                false,
                Map.of(
                        "x-message-ttl",
                        ttlMillis,
                        "x-dead-letter-exchange",
                        "",
                        "x-dead-letter-routing-key",
                        graves));
        return queue;
    }
}
