package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Returns;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `amq.warren.renew`: more time for what a consumer has not acknowledged yet. RabbitMQ does not
/// know it.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class RenewalIT {

    private static final int TIMEOUT = 3_000;

    @BeforeEach
    void notOn310(Client client) {
        assumeFalse(client.is310());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void consumerThatRenewsKeepsItsMessages(boolean isOneByOne, Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel);
        Client.fill(channel, queue, "a", "b");
        var slow = client.consume(channel, queue);
        long first = Inbox.tag(slow.next());
        long second = Inbox.tag(slow.next());

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * TIMEOUT);
        while (System.nanoTime() < end) {
            if (isOneByOne) {
                renew(channel, Map.of("delivery-tag", first));
                renew(channel, Map.of("delivery-tag", second));
            } else {
                renew(channel, Map.of());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TIMEOUT / 10));
        }
        channel.basicAck(second, true);

        assertThat(Client.ready(channel, queue)).isZero();
        assertThat(slow.cancel()).isEmpty();
        assertThat(Client.ready(channel, queue)).isZero();
    }

    @Test
    void renewalsOfOthersHelpNobody(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel);
        Client.fill(channel, queue, "a");
        var slow = client.consume(channel, queue);
        long tag = Inbox.tag(slow.next());
        var other = client.confirmChannel();

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * TIMEOUT);
        while (System.nanoTime() < end) {
            renew(other, Map.of("delivery-tag", tag));
            renew(other, Map.of());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TIMEOUT / 10));
        }

        assertThat(slow.isCancelledByBroker()).isTrue();
    }

    @Test
    void renewalIsConfirmedAndNeverReturned(Client client) throws Exception {
        var channel = client.confirmChannel();
        var returns = Returns.of(channel);

        channel.basicPublish("", "amq.warren.renew", true, null, new byte[0]);
        renew(channel, Map.of("delivery-tag", 0));
        renew(channel, Map.of("delivery-tag", 99));

        assertThat(channel.waitForConfirms(30_000)).isTrue();
        assertThat(returns.size()).isZero();
    }

    @Test
    void tagThatIsNoIntegerIsRefused(Client client) throws Exception {
        var channel = client.channel();

        var failure = client.failure(channel, () -> renew(channel, Map.of("delivery-tag", "1")));

        assertThat(failure.code()).isEqualTo(406);
        assertThat(failure.text())
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid header 'delivery-tag': \"expected integer,"
                                + " got longstr\"");
    }

    private static void renew(Channel channel, Map<String, Object> headers) throws IOException {
        var properties = new AMQP.BasicProperties.Builder().headers(headers).build();
        channel.basicPublish("", "amq.warren.renew", properties, new byte[0]);
    }

    private static String timed(Client client, Channel channel) throws IOException {
        var queue = client.name("queue");
        channel.queueDeclare(queue, false, false, false, Map.of("x-consumer-timeout", TIMEOUT));
        return queue;
    }
}
