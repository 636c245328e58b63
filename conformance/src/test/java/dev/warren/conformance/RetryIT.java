package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Wire;
import java.io.IOException;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-retry-base` and its like: what a consumer rejects comes back later, and later still. RabbitMQ
/// 3.10 knows none of these arguments.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class RetryIT {

    private static final int BASE = 1_000;

    @BeforeEach
    void notOn310(Client client) {
        assumeFalse(client.is310());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void rejectedMessageComesBackNotBeforeItsTime(String type, Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, type, Map.of());
        Client.fill(channel, queue, "m");

        long start = System.nanoTime();
        channel.basicReject(tag(Client.await(channel, queue)), false);
        channel.basicReject(tag(Client.await(channel, queue)), false);
        var got = Client.await(channel, queue);

        // the broker's clock counts whole milliseconds
        assertThat(System.nanoTime() - start)
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(3 * BASE - 2));
        assertThat(Client.text(got)).isEqualTo("m");
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(queue);
        assertThat(headers(got)).containsEntry("x-retry-count", 2L);
        assertThat(headers(got).get("x-retry-reason")).hasToString("rejected");
        assertThat(headers(got).get("x-retry-first-time")).isInstanceOf(Date.class);
    }

    @Test
    void nackedMessageThatIsWantedBackWaitsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, "classic", Map.of());
        Client.fill(channel, queue, "m");
        channel.basicNack(tag(Client.await(channel, queue)), false, true);
        assertThat(Client.ready(channel, queue)).isZero();

        assertThat(headers(Client.await(channel, queue)).get("x-retry-reason"))
                .hasToString("requeued");
    }

    @Test
    void messageOfAChannelThatEndsWaitsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, "classic", Map.of());
        Client.fill(channel, queue, "m");
        var other = client.channel();
        Client.await(other, queue);
        other.close();
        assertThat(Client.ready(channel, queue)).isZero();

        assertThat(headers(Client.await(channel, queue)).get("x-retry-reason"))
                .hasToString("crashed");
    }

    @Test
    void messageOfASocketThatIsCutWaitsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, "classic", Map.of());
        Client.fill(channel, queue, "m");
        var socket = client.rawOpen();
        socket.openChannel(1);
        socket.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        socket.expect(1, "basic.get-ok");

        socket.close();

        var got = Client.await(channel, queue);
        assertThat(headers(got)).containsEntry("x-retry-count", 1L);
        assertThat(headers(got).get("x-retry-reason")).hasToString("crashed");
    }

    @Test
    void messageThatIsHeldForTooLongWaitsToo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, "classic", Map.of("x-consumer-timeout", 300));
        Client.fill(channel, queue, "m");
        var slow = client.consume(channel, queue);
        slow.next();
        assertThat(slow.isCancelledByBroker()).isTrue();

        assertThat(headers(Client.await(channel, queue)).get("x-retry-reason"))
                .hasToString("timeout");
    }

    @Test
    void whatIsNotNamedComesBackAtOnce(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, "classic", Map.of("x-retry-on", "reject,timeout"));
        Client.fill(channel, queue, "m");

        channel.basicNack(tag(Client.await(channel, queue)), false, true);

        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    @Test
    void messageThatIsGivenUpIsParked(Client client) throws Exception {
        var channel = client.confirmChannel();
        var parked = client.queue(channel);
        var queue =
                retrying(
                        client,
                        channel,
                        "classic",
                        Map.of(
                                "x-retry-attempts", 2,
                                "x-retry-max", 50,
                                "x-retry-park-queue", parked));
        var properties = new AMQP.BasicProperties.Builder().expiration("60000").build();
        Client.publish(channel, "", queue, properties, "m");
        for (int i = 0; i < 3; i++) {
            channel.basicReject(tag(Client.await(channel, queue)), false);
        }

        var got = Client.await(channel, parked);
        assertThat(Client.text(got)).isEqualTo("m");
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(queue);
        assertThat(got.getProps().getExpiration()).isNull();
        assertThat(headers(got)).containsEntry("x-retry-count", 2L).doesNotContainKey("x-death");
    }

    @Test
    void withoutAParkingQueueItIsADeadLetter(Client client) throws Exception {
        var channel = client.confirmChannel();
        var dead = client.queue(channel);
        var queue =
                retrying(
                        client,
                        channel,
                        "classic",
                        Map.of(
                                "x-retry-attempts",
                                1,
                                "x-retry-max",
                                50,
                                "x-dead-letter-exchange",
                                "",
                                "x-dead-letter-routing-key",
                                dead));
        Client.fill(channel, queue, "m");
        channel.basicReject(tag(Client.await(channel, queue)), false);
        channel.basicReject(tag(Client.await(channel, queue)), false);

        var got = Client.await(channel, dead);
        assertThat(headers(got).get("x-first-death-reason")).hasToString("delivery_limit");
        assertThat(headers(got)).containsEntry("x-retry-count", 1L);
    }

    @Test
    void retriesBeginAnewWhenAMessageIsPublishedAgainWithItsHeaders(Client client)
            throws Exception {
        var channel = client.confirmChannel();
        var queue = retrying(client, channel, "classic", Map.of());
        var forged =
                new AMQP.BasicProperties.Builder()
                        .headers(Map.of("x-retry-count", 99L, "x-retry-first-time", new Date()))
                        .build();
        Client.publish(channel, "", queue, forged, "m");
        channel.basicReject(tag(Client.await(channel, queue)), false);

        assertThat(headers(Client.await(channel, queue))).containsEntry("x-retry-count", 1L);
    }

    @Test
    void quorumQueueKnowsTheArgumentsOfRabbitMq(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("queue");
        channel.queueDeclare(
                queue,
                true,
                false,
                false,
                Map.of(
                        "x-queue-type",
                        "quorum",
                        "x-delayed-retry-type",
                        "all",
                        "x-delayed-retry-min",
                        BASE,
                        "x-delayed-retry-max",
                        2 * BASE));
        Client.fill(channel, queue, "m");

        long start = System.nanoTime();
        channel.basicNack(tag(Client.await(channel, queue)), false, true);
        channel.basicReject(tag(Client.await(channel, queue)), true);
        var got = Client.await(channel, queue);
        assertThat(System.nanoTime() - start)
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(3 * BASE - 2));
        channel.basicReject(tag(got), false);
        assertThat(Client.ready(channel, queue)).isZero();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("x-retry-base", 0, "{value_zero,0}"),
                Arguments.of("x-retry-base", -1, "{value_negative,-1}"),
                Arguments.of("x-retry-base", "soon", "\"expected integer, got longstr\""),
                Arguments.of("x-retry-max", 315_360_000_001L, "{value_too_large,315360000001}"),
                Arguments.of("x-retry-factor", "0.5", "{value_too_small,0.5}"),
                Arguments.of("x-retry-jitter", 2, "{max_value_exceeded,2}"),
                Arguments.of("x-retry-attempts", 0, "{value_zero,0}"),
                Arguments.of("x-retry-park-queue", 1, "{unacceptable_type,signedint}"),
                Arguments.of("x-retry-on", "never", "invalid_retry_on"),
                Arguments.of("x-delivery-delay", -1, "{value_negative,-1}"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badArgumentIsRefusedAndNothingDeclared(
            String argument, Object value, String why, Client client) throws Exception {
        var queue = client.name("queue");
        var channel = client.channel();

        var failure =
                client.failure(
                        channel,
                        () ->
                                channel.queueDeclare(
                                        queue, false, false, false, Map.of(argument, value)));

        assertThat(failure.code()).isEqualTo(406);
        assertThat(failure.text())
                .startsWith("PRECONDITION_FAILED - invalid arg '" + argument + "' for queue '")
                .endsWith("in vhost '/': " + why);
        var other = client.channel();
        assertThat(client.failure(other, () -> other.queueDeclarePassive(queue)).code())
                .isEqualTo(404);
    }

    private static String retrying(
            Client client, Channel channel, String type, Map<String, Object> more)
            throws IOException {
        var arguments = new HashMap<String, Object>(more);
        arguments.put("x-queue-type", type);
        arguments.put("x-retry-base", BASE);
        arguments.put("x-retry-jitter", 0);
        var queue = client.name("queue");
        channel.queueDeclare(queue, true, false, false, arguments);
        return queue;
    }

    private static long tag(GetResponse got) {
        return got.getEnvelope().getDeliveryTag();
    }

    private static Map<String, Object> headers(GetResponse got) {
        return got.getProps().getHeaders();
    }
}
