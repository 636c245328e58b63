package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-consumer-timeout`: what is not acknowledged in time. RabbitMQ 3.10 has no time for a single
/// queue, and closes the channel.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class ConsumerTimeoutIT {

    private static final long TIMEOUT_MILLIS = 300;

    @BeforeEach
    void notOn310(Client client) {
        assumeFalse(client.is310());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void slowConsumerIsCancelledAndTheChannelLives(String type, Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel, type);
        Client.fill(channel, queue, "a", "b");
        var slow = client.consume(channel, queue);
        assertThat(slow.nextTexts(2)).containsExactly("a", "b");

        assertThat(slow.isCancelledByBroker()).isTrue();

        var other = client.consume(channel, queue, true);
        assertThat(other.nextTexts(2)).containsExactly("a", "b");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void lateAckIsNoMistake(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel, "classic");
        Client.fill(channel, queue, "a", "b");
        var slow = client.consume(channel, queue);
        var first = slow.next();
        var second = slow.next();
        assertThat(slow.isCancelledByBroker()).isTrue();

        channel.basicAck(Inbox.tag(first), false);
        channel.basicNack(Inbox.tag(second), true, false);

        assertThat(Client.ready(channel, queue)).isEqualTo(2);
    }

    @Test
    void tagThatNeverWasIsStillAMistake(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel, "classic");
        Client.fill(channel, queue, "a");
        var slow = client.consume(channel, queue);
        var delivery = slow.next();
        assertThat(slow.isCancelledByBroker()).isTrue();

        var failure =
                client.failure(channel, () -> channel.basicAck(Inbox.tag(delivery) + 1, false));

        assertThat(failure.code()).isEqualTo(406);
    }

    @Test
    void lateMultipleAckHoldsForTheOthers(Client client) throws Exception {
        var channel = client.confirmChannel();
        var timed = timed(client, channel, "classic");
        var plain = client.queue(channel);
        Client.fill(channel, plain, "kept");
        var kept = client.consume(channel, plain);
        kept.next();
        Client.fill(channel, timed, "late");
        var slow = client.consume(channel, timed);
        var late = slow.next();
        assertThat(slow.isCancelledByBroker()).isTrue();

        channel.basicAck(Inbox.tag(late), true);
        channel.basicRecover(true);

        assertThat(Client.ready(channel, timed)).isEqualTo(1);
        assertThat(kept.size()).isZero();
    }

    @Test
    void whatWasFetchedComesBackToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel, "classic");
        Client.fill(channel, queue, "a");
        assertThat(Client.text(channel.basicGet(queue, false))).isEqualTo("a");

        var again = Client.await(channel, queue);

        assertThat(again.getEnvelope().isRedeliver()).isTrue();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void consumerHasATimeOfItsOwn(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "a");
        var hasty = new Inbox(channel);
        channel.basicConsume(
                queue, false, "", false, false, Map.of("x-consumer-timeout", 200), hasty);
        hasty.next();

        assertThat(hasty.isCancelledByBroker()).isTrue();
        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void channelWidePrefetchIsFreeAgain(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = timed(client, channel, "classic");
        channel.basicQos(1, true);
        Client.fill(channel, queue, "a", "b");
        var slow = client.consume(channel, queue);
        assertThat(slow.nextText()).isEqualTo("a");
        assertThat(slow.isCancelledByBroker()).isTrue();

        var next = client.consume(channel, queue);

        assertThat(next.nextAcked()).isEqualTo("a");
        assertThat(next.nextAcked()).isEqualTo("b");
    }

    private static String timed(Client client, Channel channel, String type) throws Exception {
        var queue = client.name("timed");
        channel.queueDeclare(
                queue,
                true,
                false,
                false,
                Map.of("x-queue-type", type, "x-consumer-timeout", TIMEOUT_MILLIS));
        return queue;
    }
}
