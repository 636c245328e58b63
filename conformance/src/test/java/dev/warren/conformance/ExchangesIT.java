package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Declaring and deleting exchanges, and who may publish to them.
@Conformance
final class ExchangesIT {
    // ---- Declare ----

    @ParameterizedTest
    @ValueSource(strings = {"direct", "fanout", "topic", "headers"})
    void everyTypeCanBeDeclaredTwice(String type, Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, type);

        channel.exchangeDeclare(exchange, type, false, false, Map.of());
        channel.exchangeDeclarePassive(exchange);
    }

    @ParameterizedTest
    @CsvSource({
        "amq.direct, direct",
        "amq.fanout, fanout",
        "amq.topic, topic",
        "amq.headers, headers",
        "amq.match, headers"
    })
    void predeclaredExchangesAreThere(String name, String type, Client client) throws Exception {
        var channel = client.channel();

        channel.exchangeDeclare(name, type, true, false, Map.of());
    }

    @Test
    void traceExchangeIsThereAndInternal(Client client) throws Exception {
        var channel = client.channel();

        channel.exchangeDeclare("amq.rabbitmq.trace", "topic", true, false, true, Map.of());
    }

    @Test
    void passiveDeclareOfAMissingExchangeIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("exchange");

        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive(missing)))
                .isEqualTo(
                        Closing.channel(
                                404,
                                "NOT_FOUND - no exchange '" + missing + "' in vhost '/'",
                                "exchange.declare"));
    }

    @Test
    void passiveDeclareIgnoresEverythingButTheName(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "fanout");

        channel.rpc(
                new AMQP.Exchange.Declare.Builder()
                        .exchange(exchange)
                        .type("no-such-type")
                        .passive()
                        .durable()
                        .build());

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void otherTypeIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        assertThat(
                        client.failure(
                                channel, () -> channel.exchangeDeclare(exchange, "fanout", false)))
                .isEqualTo(inequivalent("type", exchange, "'fanout'", "'direct'"));
    }

    @Test
    void otherDurabilityIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        assertThat(client.failure(channel, () -> channel.exchangeDeclare(exchange, "direct", true)))
                .isEqualTo(inequivalent("durable", exchange, "'true'", "'false'"));
    }

    @Test
    void otherAutoDeleteIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.exchangeDeclare(
                                                exchange, "direct", false, true, Map.of())))
                .isEqualTo(inequivalent("auto_delete", exchange, "'true'", "'false'"));
    }

    @Test
    void otherInternalIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.exchangeDeclare(
                                                exchange, "direct", false, false, true, Map.of())))
                .isEqualTo(inequivalent("internal", exchange, "'true'", "'false'"));
    }

    @Test
    void unknownArgumentsAreNotCompared(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        channel.exchangeDeclare(exchange, "direct", false, false, Map.of("x-anything", 1));
    }

    @Test
    void unknownTypeIsRefused(Client client) throws Exception {
        var channel = client.channel();
        var name = client.name("exchange");

        var expected =
                client.is310()
                        ? Closing.connection(
                                503,
                                "COMMAND_INVALID - unknown exchange type 'x-unheard-of'",
                                "exchange.declare")
                        : Closing.channel(
                                406,
                                "PRECONDITION_FAILED - unknown exchange type 'x-unheard-of'",
                                "exchange.declare");
        assertThat(client.failure(channel, () -> channel.exchangeDeclare(name, "x-unheard-of")))
                .isEqualTo(expected);
    }

    @Test
    void emptyTypeIsRefused(Client client) throws Exception {
        var channel = client.channel();
        var name = client.name("exchange");

        var expected =
                client.is310()
                        ? Closing.connection(
                                503,
                                "COMMAND_INVALID - invalid exchange type ''",
                                "exchange.declare")
                        : Closing.channel(
                                406,
                                "PRECONDITION_FAILED - unknown exchange type ''",
                                "exchange.declare");
        assertThat(client.failure(channel, () -> channel.exchangeDeclare(name, "")))
                .isEqualTo(expected);
    }

    @Test
    void typeThatIsAKnownWordButNoExchangeTypeIsRefused(Client client) throws Exception {
        var channel = client.channel();
        var name = client.name("exchange");

        var expected =
                client.is310()
                        ? Closing.connection(
                                503,
                                "COMMAND_INVALID - invalid exchange type 'queue'",
                                "exchange.declare")
                        : Closing.channel(
                                406,
                                "PRECONDITION_FAILED - unknown exchange type 'queue'",
                                "exchange.declare");
        assertThat(client.failure(channel, () -> channel.exchangeDeclare(name, "queue")))
                .isEqualTo(expected);
    }

    @Test
    void reservedPrefixIsRefused(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.exchangeDeclare("amq.mine", "direct")))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - exchange name 'amq.mine' contains reserved"
                                        + " prefix 'amq.*'",
                                "exchange.declare"));
    }

    @Test
    void lineBreaksAreStrippedFromTheName(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("exchange");

        channel.exchangeDeclare(exchange + "\r\n", "direct");

        channel.exchangeDeclarePassive(exchange);
    }

    @Test
    void noWaitDeclareIsNotAnswered(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("exchange");

        channel.exchangeDeclareNoWait(exchange, "direct", false, false, false, Map.of());

        channel.exchangeDeclarePassive(exchange);
    }

    // ---- The default exchange ----

    @Test
    void defaultExchangeCannotBeDeclared(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.exchangeDeclare("", "direct", true)))
                .isEqualTo(refusedOnDefault("exchange.declare"));
    }

    @Test
    void defaultExchangeCannotBeDeclaredPassively(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive("")))
                .isEqualTo(refusedOnDefault("exchange.declare"));
    }

    @Test
    void defaultExchangeCannotBeDeleted(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.exchangeDelete("")))
                .isEqualTo(refusedOnDefault("exchange.delete"));
    }

    @Test
    void queueCannotBeBoundToTheDefaultExchange(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.failure(channel, () -> channel.queueBind(queue, "", "key")))
                .isEqualTo(refusedOnDefault("queue.bind"));
    }

    @Test
    void queueCannotBeUnboundFromTheDefaultExchange(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.failure(channel, () -> channel.queueUnbind(queue, "", queue)))
                .isEqualTo(refusedOnDefault("queue.unbind"));
    }

    @Test
    void defaultExchangeCannotBeABindingsSource(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "fanout");

        assertThat(client.failure(channel, () -> channel.exchangeBind(exchange, "", "key")))
                .isEqualTo(refusedOnDefault("exchange.bind"));
    }

    @Test
    void defaultExchangeCannotBeABindingsDestination(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "fanout");

        assertThat(client.failure(channel, () -> channel.exchangeBind("", exchange, "key")))
                .isEqualTo(refusedOnDefault("exchange.bind"));
    }

    @Test
    void exchangeCannotBeUnboundFromTheDefaultExchange(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "fanout");

        assertThat(client.failure(channel, () -> channel.exchangeUnbind(exchange, "", "key")))
                .isEqualTo(refusedOnDefault("exchange.unbind"));
    }

    // ---- Delete ----

    @Test
    void deletedExchangeIsGone(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");

        channel.exchangeDelete(exchange);

        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive(exchange)).code())
                .isEqualTo(404);
    }

    @Test
    void deletingAMissingExchangeIsOk(Client client) throws Exception {
        var channel = client.channel();

        channel.exchangeDelete(client.name("exchange"));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void deletingAMissingExchangeIfUnusedIsOk(Client client) throws Exception {
        var channel = client.channel();

        channel.exchangeDelete(client.name("exchange"), true);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void usedExchangeIsNotDeletedIfUnused(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "direct");
        client.boundQueue(channel, exchange, "key");

        assertThat(client.failure(channel, () -> channel.exchangeDelete(exchange, true)))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - exchange '"
                                        + exchange
                                        + "' in vhost '/' in use",
                                "exchange.delete"));
    }

    @Test
    void exchangeThatIsOnlyADestinationCountsAsUnused(Client client) throws Exception {
        var channel = client.channel();
        var source = client.exchange(channel, "direct");
        var exchange = client.exchange(channel, "direct");
        channel.exchangeBind(exchange, source, "key");

        channel.exchangeDelete(exchange, true);

        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive(exchange)).code())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amq.direct", "amq.fanout", "amq.topic", "amq.match", "amq.mine"})
    void systemExchangesCannotBeDeleted(String exchange, Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.exchangeDelete(exchange)))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - deletion of system exchange '"
                                        + exchange
                                        + "' in vhost '/' not allowed",
                                "exchange.delete"));
    }

    @Test
    void deletingAnExchangeTakesItsBindings(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "key");

        channel.exchangeDelete(exchange);
        channel.exchangeDeclare(exchange, "direct", false, false, Map.of());
        Client.publish(channel, exchange, "key", "lost");

        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    // ---- Auto-delete ----

    @Test
    void autoDeleteExchangeGoesWithItsLastBinding(Client client) throws Exception {
        var channel = client.channel();
        var exchange = autoDelete(client, channel);
        var queue = client.boundQueue(channel, exchange, "one");
        channel.queueBind(queue, exchange, "two");

        channel.queueUnbind(queue, exchange, "one");
        channel.exchangeDeclarePassive(exchange);
        channel.queueUnbind(queue, exchange, "two");

        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive(exchange)).code())
                .isEqualTo(404);
    }

    @Test
    void autoDeleteExchangeStaysUntilItHadABinding(Client client) throws Exception {
        var channel = client.channel();
        var exchange = autoDelete(client, channel);

        channel.queueUnbind(client.queue(channel), exchange, "never bound");

        channel.exchangeDeclarePassive(exchange);
    }

    @Test
    void autoDeleteExchangeGoesWithItsLastQueue(Client client) throws Exception {
        var channel = client.channel();
        var exchange = autoDelete(client, channel);
        var queue = client.boundQueue(channel, exchange, "key");

        channel.queueDelete(queue);

        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive(exchange)).code())
                .isEqualTo(404);
    }

    @Test
    void autoDeleteRunsAlongAChainOfExchanges(Client client) throws Exception {
        var channel = client.channel();
        var first = autoDelete(client, channel);
        var second = autoDelete(client, channel);
        var queue = client.boundQueue(channel, second, "key");
        channel.exchangeBind(second, first, "key");

        channel.queueDelete(queue);

        var other = client.channel();
        assertThat(client.failure(channel, () -> channel.exchangeDeclarePassive(second)).code())
                .isEqualTo(404);
        assertThat(client.failure(other, () -> other.exchangeDeclarePassive(first)).code())
                .isEqualTo(404);
    }

    @Test
    void autoDeleteExchangeStaysWhenItIsUnboundFromItsSource(Client client) throws Exception {
        var channel = client.channel();
        var source = client.exchange(channel, "direct");
        var exchange = autoDelete(client, channel);
        channel.exchangeBind(exchange, source, "key");

        channel.exchangeUnbind(exchange, source, "key");

        channel.exchangeDeclarePassive(exchange);
    }

    // ---- Publish ----

    @Test
    void publishToAMissingExchangeIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("exchange");

        assertThat(
                        client.failure(
                                channel,
                                () -> channel.basicPublish(missing, "k", null, new byte[1])))
                .isEqualTo(
                        Closing.channel(
                                404,
                                "NOT_FOUND - no exchange '" + missing + "' in vhost '/'",
                                "basic.publish"));
    }

    @Test
    void publishToAnInternalExchangeIsRefused(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.name("exchange");
        channel.exchangeDeclare(exchange, "fanout", false, false, true, Map.of());

        assertThat(
                        client.failure(
                                channel,
                                () -> channel.basicPublish(exchange, "k", null, new byte[1])))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - cannot publish to internal exchange '"
                                        + exchange
                                        + "' in vhost '/'",
                                "basic.publish"));
    }

    @Test
    void internalExchangeRoutesWhatComesThroughABinding(Client client) throws Exception {
        var channel = client.confirmChannel();
        var internal = client.name("exchange");
        channel.exchangeDeclare(internal, "fanout", false, false, true, Map.of());
        var queue = client.boundQueue(channel, internal, "");
        var entrance = client.exchange(channel, "fanout");
        channel.exchangeBind(internal, entrance, "");

        Client.publish(channel, entrance, "k", "through");

        assertThat(Client.drain(channel, queue)).containsExactly("through");
    }

    private static String autoDelete(Client client, Channel channel) throws Exception {
        var exchange = client.name("exchange");
        channel.exchangeDeclare(exchange, "direct", false, true, Map.of());
        return exchange;
    }

    private static Closing refusedOnDefault(String method) {
        return Closing.channel(
                403, "ACCESS_REFUSED - operation not permitted on the default exchange", method);
    }

    private static Closing inequivalent(
            String property, String exchange, String received, String current) {
        return Closing.channel(
                406,
                "PRECONDITION_FAILED - inequivalent arg '%s' for exchange '%s' in vhost '/': received %s but current is %s"
                        .formatted(property, exchange, received, current),
                "exchange.declare");
    }
}
