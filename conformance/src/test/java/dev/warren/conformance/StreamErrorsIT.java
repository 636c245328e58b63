package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Client.Attempt;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a stream refuses, in which words, and what is looked at first.
@Conformance
final class StreamErrorsIT {

    private static final Map<String, Object> STREAM = Map.of("x-queue-type", "stream");

    private static Map<String, Object> with(String argument, Object value) {
        var arguments = new HashMap<>(STREAM);
        arguments.put(argument, value);
        return arguments;
    }

    private static String declared(
            Client client, String queue, Map<String, Object> arguments, boolean... properties)
            throws Exception {
        var channel = client.channel();
        boolean isDurable = properties.length == 0 || properties[0];
        boolean isExclusive = properties.length > 1 && properties[1];
        boolean isAutoDelete = properties.length > 2 && properties[2];
        return client.failure(
                        channel,
                        () ->
                                channel.queueDeclare(
                                        queue, isDurable, isExclusive, isAutoDelete, arguments))
                .text()
                .replace(queue.isEmpty() ? "QUEUE" : queue, "QUEUE");
    }

    private static String declaredWith(Client client, String argument, Object value)
            throws Exception {
        return declared(client, client.name("stream"), with(argument, value));
    }

    private static String invalid(String argument, String why) {
        return "PRECONDITION_FAILED - invalid arg '"
                + argument
                + "' for queue 'QUEUE' in vhost '/'"
                + why;
    }

    @Test
    void nothingButRetentionMayEndIt(Client client) throws Exception {
        var queue = client.name("stream");
        var text = "PRECONDITION_FAILED - invalid property '%s' for queue 'QUEUE' in vhost '/'";

        assertThat(declared(client, queue, STREAM, false)).isEqualTo(text.formatted("non-durable"));
        assertThat(declared(client, queue, STREAM, true, true))
                .isEqualTo(text.formatted("exclusive-owner"));
        assertThat(declared(client, queue, STREAM, false, true, true))
                .isEqualTo(text.formatted("auto-delete"));
        assertThat(declared(client, "", STREAM))
                .isEqualTo(
                        "PRECONDITION_FAILED - Cannot declare a server-named queue for type"
                                + " rabbit_stream_queue");
    }

    @Test
    void argumentsOfOtherTypesAreInvalid(Client client) throws Exception {
        for (String argument :
                new String[] {
                    "x-message-ttl",
                    "x-expires",
                    "x-max-length",
                    "x-overflow",
                    "x-max-priority",
                    "x-single-active-consumer",
                    "x-queue-mode",
                    "x-queue-version",
                    "x-delivery-limit",
                    "x-quorum-initial-group-size"
                }) {
            assertThat(declaredWith(client, argument, 1))
                    .isEqualTo(invalid(argument, " of queue type rabbit_stream_queue"));
        }
        assertThat(declaredWith(client, "x-dead-letter-exchange", "a"))
                .isEqualTo(invalid("x-dead-letter-exchange", " of queue type rabbit_stream_queue"));
    }

    @Test
    void itsOwnArgumentsAreLookedAt(Client client) throws Exception {
        assertThat(declaredWith(client, "x-max-age", "1x"))
                .isEqualTo(invalid("x-max-age", ": invalid_max_age"));
        assertThat(declaredWith(client, "x-max-age", 3))
                .isEqualTo(invalid("x-max-age", ": {unacceptable_type,signedint}"));
        assertThat(declaredWith(client, "x-max-length-bytes", -1))
                .isEqualTo(invalid("x-max-length-bytes", ": {value_negative,-1}"));
        assertThat(declaredWith(client, "x-stream-max-segment-size-bytes", -1))
                .isEqualTo(invalid("x-stream-max-segment-size-bytes", ": {value_negative,-1}"));
        assertThat(declaredWith(client, "x-stream-max-segment-size-bytes", 3_000_000_001L))
                .isEqualTo(
                        "PRECONDITION_FAILED - Exceeded max value for"
                                + " x-stream-max-segment-size-bytes");
        assertThat(declaredWith(client, "x-initial-cluster-size", 0))
                .isEqualTo(invalid("x-initial-cluster-size", ": {value_zero,0}"));
    }

    @Test
    void propertiesAreLookedAtBetweenArgumentsAndSegments(Client client) throws Exception {
        var queue = client.name("stream");
        var large = with("x-stream-max-segment-size-bytes", 3_000_000_001L);

        assertThat(declared(client, queue, large, false)).contains("non-durable");
        assertThat(declared(client, queue, with("x-max-length", 1), false))
                .contains("of queue type");
    }

    @Test
    void goodArgumentsAreTaken(Client client) throws Exception {
        for (var argument :
                Map.of(
                                "x-max-age",
                                "7D",
                                "x-max-length-bytes",
                                0,
                                "x-stream-max-segment-size-bytes",
                                3_000_000_000L,
                                "x-initial-cluster-size",
                                3,
                                "x-queue-leader-locator",
                                "least-leaders")
                        .entrySet()) {
            var channel = client.channel();
            var queue = client.name("stream");
            var arguments = with(argument.getKey(), argument.getValue());

            channel.queueDeclare(queue, true, false, false, arguments);
            channel.queueDeclare(queue, true, false, false, arguments);
            channel.queueDelete(queue);

            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void itIsDeclaredAgainAsItIs(Client client) throws Exception {
        var queue = stream(client);

        assertThat(declared(client, queue, with("x-max-age", "1h")))
                .isEqualTo(
                        "PRECONDITION_FAILED - inequivalent arg 'x-max-age' for queue 'QUEUE' in"
                                + " vhost '/': received the value '1h' of type 'longstr' but"
                                + " current is none");
        assertThat(declared(client, queue, Map.of()))
                .contains("inequivalent arg 'x-queue-type'", "'stream' of type 'longstr'");
    }

    private static String stream(Client client) throws Exception {
        var queue = client.name("stream");
        client.channel().queueDeclare(queue, true, false, false, STREAM);
        return queue;
    }

    private static String connectionFailure(Client client, String queue, Wrong wrong)
            throws Exception {
        var connection = client.connect();
        Channel channel = Client.channelOf(connection);
        var closing = client.failure(connection, () -> wrong.with(channel));
        return closing.text().replace(queue, "QUEUE");
    }

    @FunctionalInterface
    private interface Wrong {
        void with(Channel channel) throws Exception;
    }

    @Test
    void whatTakesAwayIsNotSupported(Client client) throws Exception {
        var queue = stream(client);
        var text = "NOT_IMPLEMENTED - %s not supported by stream queues queue 'QUEUE' in vhost '/'";

        assertThat(connectionFailure(client, queue, channel -> channel.basicGet(queue, true)))
                .isEqualTo(text.formatted("basic.get"));
        assertThat(connectionFailure(client, queue, channel -> channel.basicGet(queue, false)))
                .isEqualTo(text.formatted("basic.get"));
        assertThat(connectionFailure(client, queue, channel -> channel.queuePurge(queue)))
                .isEqualTo(text.formatted("queue.purge"));
    }

    @Test
    void nothingIsRejectedOrPutBack(Client client) throws Exception {
        var queue = stream(client);
        Client.fill(client.confirmChannel(), queue, "a");
        var text =
                "NOT_IMPLEMENTED - basic.nack and basic.reject not supported by stream queues queue"
                        + " 'QUEUE' in vhost '/'";

        for (boolean requeue : new boolean[] {true, false}) {
            assertThat(
                            connectionFailure(
                                    client,
                                    queue,
                                    channel ->
                                            channel.basicNack(
                                                    taken(channel, queue), false, requeue)))
                    .isEqualTo(text);
            assertThat(
                            connectionFailure(
                                    client,
                                    queue,
                                    channel -> channel.basicReject(taken(channel, queue), requeue)))
                    .isEqualTo(text);
        }
    }

    @Test
    void whatWasDeliveredIsNotRecovered(Client client) throws Exception {
        var queue = stream(client);
        Client.fill(client.confirmChannel(), queue, "a");

        var text =
                connectionFailure(
                        client,
                        queue,
                        channel -> {
                            taken(channel, queue);
                            channel.basicRecover(true);
                        });

        assertThat(text)
                .isEqualTo(
                        client.is310()
                                ? "INTERNAL_ERROR"
                                : "NOT_IMPLEMENTED - basic.nack and basic.reject not supported by"
                                        + " stream queues queue 'QUEUE' in vhost '/'");
    }

    private static long taken(Channel channel, String queue) throws Exception {
        channel.basicQos(10);
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, false, Map.of("x-stream-offset", "first"), inbox);
        return Inbox.tag(inbox.next());
    }

    @Test
    void aConsumerNeedsAPrefetchOfItsOwn(Client client) throws Exception {
        var queue = stream(client);
        var text =
                "PRECONDITION_FAILED - consumer prefetch count is not set for 'queue 'QUEUE' in"
                        + " vhost '/''";

        assertThat(consumed(client, queue, 0, false, false, Map.of())).isEqualTo(text);
        assertThat(consumed(client, queue, 0, false, true, Map.of())).isEqualTo(text);
        assertThat(consumed(client, queue, 10, true, false, Map.of())).isEqualTo(text);
    }

    @Test
    void aConsumerHasToAcknowledge(Client client) throws Exception {
        var queue = stream(client);

        assertThat(
                        connectionFailure(
                                client,
                                queue,
                                channel -> {
                                    channel.basicQos(10);
                                    channel.basicConsume(queue, true, new Inbox(channel));
                                }))
                .isEqualTo(
                        "NOT_IMPLEMENTED - automatic acknowledgement not supported by stream queues"
                                + " queue 'QUEUE' in vhost '/'");
    }

    @Test
    void argumentsOfConsumersAreLookedAtFirst(Client client) throws Exception {
        var queue = stream(client);

        assertThat(consumed(client, queue, 10, false, false, Map.of("x-priority", 1)))
                .isEqualTo(invalid("x-priority", " of queue type rabbit_stream_queue"));
        assertThat(consumed(client, queue, 0, false, true, Map.of("x-stream-offset", "1x")))
                .isEqualTo(
                        invalid(
                                "x-stream-offset",
                                ": {invalid_stream_offset_arg,{longstr,<<\"1x\">>}}"));
    }

    @Test
    void aWordThatIsNoOffsetIsInvalid(Client client) throws Exception {
        var queue = stream(client);

        if (client.is310()) {
            assertThat(
                            connectionFailure(
                                    client,
                                    queue,
                                    channel -> {
                                        channel.basicQos(10);
                                        channel.basicConsume(
                                                queue,
                                                false,
                                                Map.of("x-stream-offset", "foo"),
                                                new Inbox(channel));
                                    }))
                    .isEqualTo("INTERNAL_ERROR");
        } else {
            assertThat(consumed(client, queue, 10, false, false, Map.of("x-stream-offset", "foo")))
                    .isEqualTo(
                            invalid(
                                    "x-stream-offset",
                                    ": {invalid_stream_offset_arg,{longstr,<<\"foo\">>}}"));
        }
    }

    @Test
    void anOffsetMeansNothingToOtherQueues(Client client) throws Exception {
        var queue = client.queue(client.channel());

        assertThat(consumed(client, queue, 10, false, false, Map.of("x-stream-offset", "first")))
                .isEqualTo(invalid("x-stream-offset", " of queue type rabbit_classic_queue"));
    }

    private static String consumed(
            Client client,
            String queue,
            int prefetch,
            boolean isGlobal,
            boolean noAck,
            Map<String, Object> arguments)
            throws Exception {
        var channel = client.channel();
        channel.basicQos(prefetch, isGlobal);
        Attempt attempt = () -> channel.basicConsume(queue, noAck, arguments, new Inbox(channel));
        return client.failure(channel, attempt).text().replace(queue, "QUEUE");
    }
}
