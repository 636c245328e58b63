package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which arguments a queue accepts and which it compares when it is declared again.
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

    @Test
    void negativeTtlIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-message-ttl", -1)))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'QUEUE'"
                                + " in vhost '/': {value_negative,-1}");
    }

    @Test
    void ttlThatIsNoNumberIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-message-ttl", "soon")))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'QUEUE'"
                                + " in vhost '/': \"expected integer, got longstr\"");
    }

    @Test
    void expiryOfZeroIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-expires", 0)))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-expires' for queue 'QUEUE'"
                                + " in vhost '/': {value_zero,0}");
    }

    @Test
    void deadLetterKeyWithoutAnExchangeIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-dead-letter-routing-key", "k")))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-dead-letter-routing-key' for queue"
                                + " 'QUEUE' in vhost '/': routing_key_but_no_dlx_defined");
    }

    @Test
    void unknownOverflowIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-overflow", "explode")))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-overflow' for queue 'QUEUE'"
                                + " in vhost '/': invalid_overflow");
    }

    @Test
    void priorityBeyondAnOctetIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-max-priority", 256)))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-max-priority' for queue 'QUEUE'"
                                + " in vhost '/': {max_value_exceeded,256}");
    }

    @Test
    void unknownQueueTypeIsInvalid(Client client) throws Exception {
        assertThat(declared(client, Map.of("x-queue-type", "marvellous")))
                .isEqualTo(
                        "PRECONDITION_FAILED - invalid arg 'x-queue-type' for queue 'QUEUE'"
                                + " in vhost '/': \"unsupported queue type 'marvellous'\"");
    }

    @Test
    void voidConsumerPriorityIsInvalid(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var arguments = new HashMap<String, Object>();
        arguments.put("x-priority", null);

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.basicConsume(
                                                queue, false, arguments, (_, _) -> {}, _ -> {})))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - invalid arg 'x-priority' for queue '"
                                        + queue
                                        + "' in vhost '/': \"expected integer, got void\"",
                                "basic.consume"));
    }

    private static String declared(Client client, Map<String, Object> arguments) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");
        return client.failure(
                        channel, () -> channel.queueDeclare(queue, false, false, false, arguments))
                .text()
                .replace(queue, "QUEUE");
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
