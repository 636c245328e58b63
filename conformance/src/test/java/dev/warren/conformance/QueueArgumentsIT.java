package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which arguments a queue compares when it is declared again. Which values it accepts stands in
/// [ArgumentTablesIT].
@Conformance
final class QueueArgumentsIT {
    @Test
    void otherValueIsInequivalent(Client client) throws Exception {
        assertThat(redeclared(client, Map.of("x-max-length", 5), Map.of("x-max-length", 6)))
                .isEqualTo(
                        "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'QUEUE'"
                                + " in vhost '/': received '6' but current is '5'");
    }

    @Test
    void newArgumentIsInequivalentToNone(Client client) throws Exception {
        assertThat(redeclared(client, Map.of(), Map.of("x-max-length", 5)))
                .isEqualTo(
                        "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'QUEUE'"
                                + " in vhost '/': received the value '5' of type 'signedint'"
                                + " but current is none");
    }

    @Test
    void missingArgumentIsInequivalentToOne(Client client) throws Exception {
        assertThat(redeclared(client, Map.of("x-message-ttl", 50_000), Map.of()))
                .isEqualTo(
                        "PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue 'QUEUE'"
                                + " in vhost '/': received none but current is the value '50000'"
                                + " of type 'signedint'");
    }

    @Test
    void stringArgumentIsNamedLongstr(Client client) throws Exception {
        assertThat(redeclared(client, Map.of(), Map.of("x-dead-letter-exchange", "dlx")))
                .isEqualTo(
                        "PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-exchange' for queue"
                                + " 'QUEUE' in vhost '/': received the value 'dlx' of type"
                                + " 'longstr' but current is none");
    }

    @Test
    void widthOfAnIntegerDoesNotMatter(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclare(queue, false, false, false, Map.of("x-max-length", 5));
        channel.queueDeclare(queue, false, false, false, Map.of("x-max-length", 5L));
        channel.queueDeclare(queue, false, false, false, Map.of("x-max-length", (short) 5));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void bytesOfATextAreTheText(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");
        var bytes =
                Map.<String, Object>of(
                        "x-dead-letter-exchange",
                        Client.bytes("dlx"),
                        "x-overflow",
                        Client.bytes("drop-head"));

        channel.queueDeclare(
                queue,
                false,
                false,
                false,
                Map.of("x-dead-letter-exchange", "dlx", "x-overflow", "drop-head"));
        channel.queueDeclare(queue, false, false, false, bytes);

        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-message-ttl", "x-expires", "x-max-length", "x-max-priority"})
    void floatingPointNumberIsNoInteger(String argument, Client client) throws Exception {
        assertThat(redeclared(client, Map.of(argument, 100), Map.of(argument, 100.0)))
                .isEqualTo(inequivalent(argument, "received '100.0' but current is '100'"));
        assertThat(redeclared(client, Map.of(argument, 100), Map.of(argument, 60_000f)))
                .isEqualTo(inequivalent(argument, "received '6.0e4' but current is '100'"));
    }

    @Test
    void bytesAreNoInteger(Client client) throws Exception {
        var bytes = Map.<String, Object>of("x-max-length", Client.bytes("5"));

        assertThat(redeclared(client, Map.of("x-max-length", 5), bytes))
                .isEqualTo(inequivalent("x-max-length", "received '5' but current is '5'"));
    }

    @Test
    void argumentWithoutValueIsInequivalent(Client client) throws Exception {
        assertThat(redeclared(client, Map.of("x-max-length", 5), nothing("x-max-length")))
                .isEqualTo(inequivalent("x-max-length", "received none but current is '5'"));
        assertThat(redeclared(client, Map.of(), nothing("x-max-length")))
                .isEqualTo(
                        inequivalent(
                                "x-max-length",
                                "received the value 'undefined' of type 'void'"
                                        + " but current is none"));
        assertThat(redeclared(client, Map.of(), nothing("x-queue-type")))
                .isEqualTo(
                        inequivalent(
                                "x-queue-type",
                                "received the value 'undefined' of type 'void'"
                                        + " but current is none"));
    }

    @Test
    void unknownArgumentsAreAcceptedAndNotCompared(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclare(queue, false, false, false, Map.of("x-our-own", "one"));
        channel.queueDeclare(queue, false, false, false, Map.of("x-our-own", "two"));
        channel.queueDeclare(queue, false, false, false, Map.of());

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void classicIsTheTypeOfAQueueThatNamesNone(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclare(queue, false, false, false, Map.of());
        channel.queueDeclare(queue, false, false, false, Map.of("x-queue-type", "classic"));

        assertThat(channel.isOpen()).isTrue();
    }

    private static Map<String, Object> nothing(String argument) {
        var arguments = new HashMap<String, Object>();
        arguments.put(argument, null);
        return arguments;
    }

    private static String inequivalent(String argument, String what) {
        return "PRECONDITION_FAILED - inequivalent arg '%s' for queue 'QUEUE' in vhost '/': %s"
                .formatted(argument, what);
    }

    private static String redeclared(
            Client client, Map<String, Object> first, Map<String, Object> second) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");
        channel.queueDeclare(queue, false, false, false, first);
        return client.failure(
                        channel, () -> channel.queueDeclare(queue, false, false, false, second))
                .text()
                .replace(queue, "QUEUE");
    }
}
