package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bindings to queues and to exchanges, and what is missing.
@Conformance
final class BindingsIT {
    // ---- Queues ----

    @Test
    void bindingAMissingQueueIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("queue");

        assertThat(client.failure(channel, () -> channel.queueBind(missing, "amq.direct", "k")))
                .isEqualTo(Closing.noQueue(missing, "queue.bind"));
    }

    @Test
    void bindingToAMissingExchangeIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var missing = client.name("exchange");

        assertThat(client.failure(channel, () -> channel.queueBind(queue, missing, "k")))
                .isEqualTo(noExchange(missing, "queue.bind"));
    }

    @Test
    void whenBothAreMissingTheExchangeIsBlamed(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");
        var exchange = client.name("exchange");

        assertThat(client.failure(channel, () -> channel.queueBind(queue, exchange, "k")))
                .isEqualTo(noExchange(exchange, "queue.bind"));
    }

    @Test
    void bindingTwiceIsOneBinding(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "k");

        channel.queueBind(queue, exchange, "k");
        Client.publish(channel, exchange, "k", "once");
        channel.queueUnbind(queue, exchange, "k");
        Client.publish(channel, exchange, "k", "never");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    @Test
    void argumentsMakeAnotherBinding(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "k");
        channel.queueBind(queue, exchange, "k", Map.of("note", "second"));

        channel.queueUnbind(queue, exchange, "k");
        Client.publish(channel, exchange, "k", "still bound");

        assertThat(Client.drain(channel, queue)).containsExactly("still bound");
    }

    @Test
    void unbindingWhatIsNotBoundIsOk(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        channel.queueUnbind(queue, "amq.direct", "never");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbindingFromAMissingExchangeIsOk(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        channel.queueUnbind(queue, client.name("exchange"), "never");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbindingAMissingQueueIsOk(Client client) throws Exception {
        var channel = client.channel();

        channel.queueUnbind(client.name("queue"), "amq.direct", "never");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbindingWhenBothAreMissingIsOk(Client client) throws Exception {
        var channel = client.channel();

        channel.queueUnbind(client.name("queue"), client.name("exchange"), "never");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void noWaitBindIsNotAnswered(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.queue(channel);

        channel.queueBindNoWait(queue, exchange, "k", Map.of());
        Client.publish(channel, exchange, "k", "bound");

        assertThat(Client.drain(channel, queue)).containsExactly("bound");
    }

    // ---- Exchanges ----

    @Test
    void exchangeReceivesWhatItsSourceRoutes(Client client) throws Exception {
        var channel = client.confirmChannel();
        var source = client.exchange(channel, "direct");
        var destination = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, destination, "");

        channel.exchangeBind(destination, source, "k");
        Client.publish(channel, source, "k", "yes");
        Client.publish(channel, source, "other", "no");

        var got = Client.get(channel, queue);
        assertThat(Client.text(got)).isEqualTo("yes");
        assertThat(got.getEnvelope().getExchange()).isEqualTo(source);
        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void queueGetsOneCopyHoweverManyPathsLeadToIt(Client client) throws Exception {
        var channel = client.confirmChannel();
        var source = client.exchange(channel, "fanout");
        var left = client.exchange(channel, "fanout");
        var right = client.exchange(channel, "fanout");
        channel.exchangeBind(left, source, "");
        channel.exchangeBind(right, source, "");
        var queue = client.boundQueue(channel, left, "");
        channel.queueBind(queue, right, "");
        channel.queueBind(queue, source, "");

        Client.publish(channel, source, "k", "once");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    @Test
    void cycleOfExchangesEnds(Client client) throws Exception {
        var channel = client.confirmChannel();
        var one = client.exchange(channel, "fanout");
        var two = client.exchange(channel, "fanout");
        channel.exchangeBind(one, two, "");
        channel.exchangeBind(two, one, "");
        var first = client.boundQueue(channel, one, "");
        var second = client.boundQueue(channel, two, "");

        Client.publish(channel, one, "k", "round");

        assertThat(Client.drain(channel, first)).containsExactly("round");
        assertThat(Client.drain(channel, second)).containsExactly("round");
    }

    @Test
    void exchangeMayBeBoundToItself(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, exchange, "");

        channel.exchangeBind(exchange, exchange, "");
        Client.publish(channel, exchange, "k", "once");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    @Test
    void unboundExchangeReceivesNothing(Client client) throws Exception {
        var channel = client.confirmChannel();
        var source = client.exchange(channel, "direct");
        var destination = client.exchange(channel, "fanout");
        var queue = client.boundQueue(channel, destination, "");
        channel.exchangeBind(destination, source, "k");

        channel.exchangeUnbind(destination, source, "k");
        Client.publish(channel, source, "k", "no");

        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void deletedDestinationLeavesTheSource(Client client) throws Exception {
        var channel = client.confirmChannel();
        var source = client.exchange(channel, "fanout");
        var destination = client.exchange(channel, "fanout");
        channel.exchangeBind(destination, source, "");
        var queue = client.boundQueue(channel, source, "");

        channel.exchangeDelete(destination);
        Client.publish(channel, source, "", "on");

        assertThat(Client.drain(channel, queue)).containsExactly("on");
    }

    @Test
    void bindingToAMissingSourceIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var destination = client.exchange(channel, "fanout");
        var missing = client.name("exchange");

        assertThat(client.failure(channel, () -> channel.exchangeBind(destination, missing, "k")))
                .isEqualTo(noExchange(missing, "exchange.bind"));
    }

    @Test
    void bindingAMissingDestinationIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var source = client.exchange(channel, "fanout");
        var missing = client.name("exchange");

        assertThat(client.failure(channel, () -> channel.exchangeBind(missing, source, "k")))
                .isEqualTo(noExchange(missing, "exchange.bind"));
    }

    @Test
    void whenBothExchangesAreMissingTheSourceIsBlamed(Client client) throws Exception {
        var channel = client.channel();
        var destination = client.name("exchange");
        var source = client.name("exchange");

        assertThat(client.failure(channel, () -> channel.exchangeBind(destination, source, "k")))
                .isEqualTo(noExchange(source, "exchange.bind"));
    }

    @Test
    void unbindingExchangesThatAreMissingIsOk(Client client) throws Exception {
        var channel = client.channel();
        var exchange = client.exchange(channel, "fanout");

        channel.exchangeUnbind(exchange, client.name("exchange"), "k");
        channel.exchangeUnbind(client.name("exchange"), exchange, "k");
        channel.exchangeUnbind(client.name("exchange"), client.name("exchange"), "k");

        assertThat(channel.isOpen()).isTrue();
    }

    // ---- Arguments ----

    @Test
    void headersBindingWithAMatchThatIsNoStringIsInvalid(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.queueBind(
                                                queue, "amq.headers", "", Map.of("x-match", 23))))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - Invalid x-match field type signedint"
                                        + " (value 23); expected longstr",
                                "queue.bind"));
    }

    @Test
    void headersBindingWithAnUnknownMatchIsInvalid(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(
                        client.failure(
                                channel,
                                () ->
                                        channel.queueBind(
                                                queue,
                                                "amq.headers",
                                                "",
                                                Map.of("x-match", "some"))))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - Invalid x-match field value <<\"some\">>;"
                                        + " expected all, any, all-with-x, or any-with-x",
                                "queue.bind"));
    }

    private static Closing noExchange(String exchange, String method) {
        return Closing.channel(
                404, "NOT_FOUND - no exchange '" + exchange + "' in vhost '/'", method);
    }
}
