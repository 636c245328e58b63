package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a quorum queue may be declared with.
@Conformance
final class QuorumQueueArgumentsIT {

    @Test
    void durableOneIsDeclared(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclare(queue, true, false, false, quorum());
        channel.queueDeclare(queue, true, false, false, quorum());
        channel.queueDelete(queue);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void itIsNoClassicQueue(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");
        channel.queueDeclare(queue, true, false, false, quorum());

        var failure =
                client.failure(
                        channel, () -> channel.queueDeclare(queue, true, false, false, null));
        client.channel().queueDelete(queue);

        assertThat(failure.text().replace(queue, "QUEUE"))
                .isEqualTo(
                        "PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'QUEUE' in"
                                + " vhost '/': received none but current is the value 'quorum' of"
                                + " type 'longstr'");
    }

    @Test
    void transientOneIsInvalid(Client client) throws Exception {
        assertThat(declared(client, false, false, false)).isEqualTo(property("non-durable"));
    }

    @Test
    void exclusiveOneIsInvalid(Client client) throws Exception {
        assertThat(declared(client, true, true, false)).isEqualTo(property("exclusive-owner"));
    }

    @Test
    void autoDeleteOneIsInvalid(Client client) throws Exception {
        assertThat(declared(client, true, false, true)).isEqualTo(property("auto-delete"));
        assertThat(declared(client, false, true, true)).isEqualTo(property("auto-delete"));
    }

    @Test
    void serverDoesNotNameIt(Client client) throws Exception {
        var channel = client.channel();

        assertThat(
                        client.failure(
                                        channel,
                                        () ->
                                                channel.queueDeclare(
                                                        "", true, false, false, quorum()))
                                .text())
                .isEqualTo(
                        "PRECONDITION_FAILED - Cannot declare a server-named queue for type"
                                + " rabbit_quorum_queue");
    }

    @Test
    void argumentsOfOtherTypesAreInvalid(Client client) throws Exception {
        for (String argument :
                new String[] {"x-max-priority", "x-queue-mode", "x-queue-version", "x-max-age"}) {
            assertThat(declared(client, argument, 1))
                    .isEqualTo(
                            "PRECONDITION_FAILED - invalid arg '"
                                    + argument
                                    + "' for queue 'QUEUE' in vhost '/' of queue type"
                                    + " rabbit_quorum_queue");
        }
    }

    @Test
    void badValuesAreInvalid(Client client) throws Exception {
        assertThat(declared(client, "x-dead-letter-strategy", "a"))
                .isEqualTo(invalid("x-dead-letter-strategy", "invalid_dlx_strategy"));
        assertThat(declared(client, "x-max-in-memory-length", -1))
                .isEqualTo(invalid("x-max-in-memory-length", "{value_negative,-1}"));
        assertThat(declared(client, "x-quorum-initial-group-size", 0))
                .isEqualTo(invalid("x-quorum-initial-group-size", "{value_zero,0}"));
        assertThat(declared(client, "x-message-ttl", 315_360_000_001L))
                .isEqualTo(invalid("x-message-ttl", "{value_too_large,315360000001}"));
        assertThat(declared(client, "x-single-active-consumer", "a"))
                .isEqualTo(invalid("x-single-active-consumer", "{unacceptable_type,longstr}"));
    }

    @Test
    void goodValuesAreTaken(Client client) throws Exception {
        var arguments =
                Stream.of(
                        Map.of("x-delivery-limit", 5),
                        Map.of("x-overflow", "reject-publish-dlx"),
                        Map.of("x-dead-letter-strategy", "at-least-once"),
                        Map.of("x-single-active-consumer", true),
                        Map.of("x-max-length", 5, "x-expires", 60_000, "x-message-ttl", 5));
        var channel = client.channel();
        for (Map<String, ?> some : arguments.toList()) {
            var queue = client.name("queue");
            var all = quorum();
            all.putAll(some);
            channel.queueDeclare(queue, true, false, false, all);
            channel.queueDelete(queue);
        }

        assertThat(channel.isOpen()).isTrue();
    }

    private static Map<String, Object> quorum() {
        return new HashMap<>(Map.of("x-queue-type", "quorum"));
    }

    private static String property(String property) {
        return "PRECONDITION_FAILED - invalid property '"
                + property
                + "' for queue 'QUEUE' in vhost '/'";
    }

    private static String invalid(String argument, String fault) {
        return "PRECONDITION_FAILED - invalid arg '"
                + argument
                + "' for queue 'QUEUE' in vhost '/': "
                + fault;
    }

    private static String declared(Client client, String argument, Object value) throws Exception {
        var arguments = quorum();
        arguments.put(argument, value);
        return declared(client, true, false, false, arguments);
    }

    private static String declared(
            Client client, boolean durable, boolean exclusive, boolean autoDelete)
            throws Exception {
        return declared(client, durable, exclusive, autoDelete, quorum());
    }

    private static String declared(
            Client client,
            boolean durable,
            boolean exclusive,
            boolean autoDelete,
            Map<String, Object> arguments)
            throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");
        return client.failure(
                        channel,
                        () ->
                                channel.queueDeclare(
                                        queue, durable, exclusive, autoDelete, arguments))
                .text()
                .replace(queue, "QUEUE");
    }
}
