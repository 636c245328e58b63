package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a quorum queue may be declared as. Its arguments stand in [ArgumentTablesIT].
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

    private static Map<String, Object> quorum() {
        return new HashMap<>(Map.of("x-queue-type", "quorum"));
    }

    private static String property(String property) {
        return "PRECONDITION_FAILED - invalid property '"
                + property
                + "' for queue 'QUEUE' in vhost '/'";
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
