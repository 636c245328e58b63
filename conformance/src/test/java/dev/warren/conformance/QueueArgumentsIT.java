package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
