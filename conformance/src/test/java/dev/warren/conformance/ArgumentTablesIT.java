package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.TriedArgument;
import dev.warren.conformance.support.TriedArgument.Try;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every argument of queues, consumers and exchanges with other types, below zero, zero, the limit
/// and one beyond: what is refused is refused in RabbitMQ's words and leaves nothing behind.
@Conformance
final class ArgumentTablesIT {

    private static final long TEN_YEARS = 315_360_000_000L;
    private static final long BEYOND_32_BITS = 1L << 32;
    private static final String NO_EXCHANGE = "routing_key_but_no_dlx_defined";

    // ---- Queues ----

    static Stream<TriedArgument> ofQueues() {
        return Stream.concat(
                Stream.of("classic", "quorum").flatMap(ArgumentTablesIT::ofBothTypes),
                Stream.of(
                        classic("x-max-priority")
                                .notNegative()
                                .refused(256, "{max_value_exceeded,256}")
                                .taken(0, 255),
                        classic("x-queue-version")
                                .notNegative()
                                .refused(0, "\"unsupported queue version '0'\"")
                                .refused(3, "\"unsupported queue version '3'\"")
                                .taken(1, 2),
                        classic("x-queue-mode")
                                .text()
                                .refused("", "\"unsupported queue mode ''\"")
                                .refused("a", "\"unsupported queue mode 'a'\"")
                                .taken("default", "lazy"),
                        TriedArgument.of("x-queue-type")
                                .text()
                                .refused("a", "\"unsupported queue type 'a'\"")
                                .taken("classic", "quorum"),
                        quorum("x-max-in-memory-length").notNegative().taken(0, Long.MAX_VALUE),
                        quorum("x-max-in-memory-bytes").notNegative().taken(0, Long.MAX_VALUE),
                        quorum("x-delivery-limit").taken(-2, -1, 0, 1, Long.MAX_VALUE),
                        quorum("x-quorum-initial-group-size").positive().taken(1, 3),
                        quorum("x-dead-letter-strategy")
                                .text()
                                .refused("", "invalid_dlx_strategy")
                                .refused("a", "invalid_dlx_strategy")
                                .taken("at-most-once", "at-least-once"),
                        quorum("x-queue-leader-locator")
                                .text()
                                .refused("", "invalid_queue_locator_arg")
                                .refused("a", "invalid_queue_locator_arg")
                                .taken("client-local", "balanced")));
    }

    private static Stream<TriedArgument> ofBothTypes(String type) {
        return Stream.of(
                        TriedArgument.of("x-message-ttl")
                                .notNegative()
                                .refused(TEN_YEARS + 1, tooLarge(TEN_YEARS + 1))
                                .refused(Long.MAX_VALUE, tooLarge(Long.MAX_VALUE))
                                .taken(0, BEYOND_32_BITS, TEN_YEARS),
                        TriedArgument.of("x-expires")
                                .positive()
                                .refused(TEN_YEARS + 1, tooLarge(TEN_YEARS + 1))
                                .taken(1, BEYOND_32_BITS, TEN_YEARS),
                        TriedArgument.of("x-max-length").notNegative().taken(0, Long.MAX_VALUE),
                        TriedArgument.of("x-max-length-bytes")
                                .notNegative()
                                .taken(0, Long.MAX_VALUE),
                        TriedArgument.of("x-overflow")
                                .text()
                                .refused("", "invalid_overflow")
                                .refused("a", "invalid_overflow")
                                .taken("drop-head", "reject-publish", "reject-publish-dlx"),
                        TriedArgument.of("x-dead-letter-exchange")
                                .taken("", "a", "x".repeat(255), "x".repeat(256)),
                        TriedArgument.of("x-dead-letter-routing-key")
                                .text()
                                .refused("", NO_EXCHANGE)
                                .refused("a", NO_EXCHANGE),
                        TriedArgument.of("x-dead-letter-routing-key")
                                .beside("x-dead-letter-exchange", "")
                                .text()
                                .taken("", "a", "x".repeat(255), "x".repeat(256)),
                        TriedArgument.of("x-single-active-consumer").flag())
                .map(row -> row.beside("x-queue-type", type));
    }

    @ParameterizedTest
    @MethodSource("ofQueues")
    void queue(TriedArgument row, Client client) throws Exception {
        tryOfQueue(row, "invalid arg '%s' for queue '%s' in vhost '/': %s", client);
    }

    /// What RabbitMQ 3.10 does not know, or does not look at.
    static Stream<TriedArgument> newerOfQueues() {
        return Stream.concat(
                Stream.of("classic", "quorum").flatMap(ArgumentTablesIT::newerOfBothTypes),
                Stream.of(
                        TriedArgument.of("x-queue-type").taken("", "undefined"),
                        classic("x-queue-leader-locator")
                                .text()
                                .refused("a", "invalid_queue_locator_arg")
                                .taken("client-local", "balanced"),
                        quorum("x-delivery-limit").integer(),
                        quorum("x-quorum-target-group-size").positive().taken(1, 3),
                        quorum("x-delayed-retry-type")
                                .text()
                                .refused("", "invalid_delayed_retry_type")
                                .taken("disabled", "all", "failed", "returned"),
                        time(quorum("x-delayed-retry-min")),
                        time(quorum("x-delayed-retry-max"))));
    }

    private static Stream<TriedArgument> newerOfBothTypes(String type) {
        return Stream.of(
                        TriedArgument.of("x-consumer-timeout").notNegative().taken(0, TEN_YEARS),
                        time(TriedArgument.of("x-retry-base")),
                        time(TriedArgument.of("x-retry-max")),
                        TriedArgument.of("x-retry-factor")
                                .refused("a", "\"expected number, got longstr\"")
                                .refused(true, "\"expected number, got bool\"")
                                .refused(null, "\"expected number, got void\"")
                                .refused(-1, "{value_too_small,-1}")
                                .refused(0, "{value_too_small,0}")
                                .refused(0.5, "{value_too_small,0.5}")
                                .taken(1, "1.5", 2.5),
                        TriedArgument.of("x-retry-jitter")
                                .refused("a", "\"expected number, got longstr\"")
                                .refused(true, "\"expected number, got bool\"")
                                .refused(-1, "{value_negative,-1}")
                                .refused(1.5, "{max_value_exceeded,1.5}")
                                .taken(0, 0.5, 1),
                        TriedArgument.of("x-retry-attempts").positive().taken(1, Long.MAX_VALUE),
                        TriedArgument.of("x-retry-park-queue").text().taken("", "a"),
                        TriedArgument.of("x-retry-on")
                                .refused(5, "invalid_retry_on")
                                .refused("a", "invalid_retry_on")
                                .taken("reject, timeout"),
                        TriedArgument.of("x-delivery-delay")
                                .notNegative()
                                .refused(TEN_YEARS + 1, tooLarge(TEN_YEARS + 1))
                                .taken(0, BEYOND_32_BITS, TEN_YEARS))
                .map(row -> row.beside("x-queue-type", type));
    }

    @ParameterizedTest
    @MethodSource("newerOfQueues")
    void newerOfQueue(TriedArgument row, Client client) throws Exception {
        assumeFalse(client.is310());
        tryOfQueue(row, "invalid arg '%s' for queue '%s' in vhost '/': %s", client);
    }

    static Stream<TriedArgument> deadLetterExchanges() {
        return Stream.of("classic", "quorum")
                .map(type ->
                        notNamed(TriedArgument.of("x-dead-letter-exchange"))
                                .beside("x-queue-type", type));
    }

    @ParameterizedTest
    @MethodSource("deadLetterExchanges")
    void deadLetterExchangeIsAText(TriedArgument row, Client client) throws Exception {
        tryOfQueue(row, "invalid type '%3$s' for arg '%1$s' in queue '%2$s' in vhost '/'", client);
    }

    static Stream<TriedArgument> ofOtherTypes() {
        return Stream.concat(
                Stream.of(
                                "x-delivery-limit",
                                "x-dead-letter-strategy",
                                "x-max-in-memory-length",
                                "x-max-in-memory-bytes",
                                "x-quorum-initial-group-size",
                                "x-max-age",
                                "x-initial-cluster-size",
                                "x-stream-max-segment-size-bytes")
                        .map(name -> classic(name).refused(1, "rabbit_classic_queue")),
                Stream.of(
                                "x-max-priority",
                                "x-queue-mode",
                                "x-queue-version",
                                "x-max-age",
                                "x-initial-cluster-size",
                                "x-stream-max-segment-size-bytes")
                        .map(name -> quorum(name).refused(1, "rabbit_quorum_queue")));
    }

    @ParameterizedTest
    @MethodSource("ofOtherTypes")
    void argumentOfAnotherTypeIsRefused(TriedArgument row, Client client) throws Exception {
        tryOfQueue(row, "invalid arg '%s' for queue '%s' in vhost '/' of queue type %s", client);
    }

    private static void tryOfQueue(TriedArgument row, String text, Client client) throws Exception {
        var queue = client.name("queue");
        for (var tried : row.tries()) {
            var channel = client.channel();
            if (tried.isTaken()) {
                channel.queueDeclare(queue, true, false, false, row.arguments(tried));
                channel.queueDelete(queue);
                channel.close();
            } else {
                assertThat(
                                client.queueRefusal(
                                        channel, queue, true, false, false, row.arguments(tried)))
                        .as("%s", tried)
                        .isEqualTo(refusal(row, queue, tried, text, "queue.declare"));
                var look = client.channel();
                assertThat(client.failure(look, () -> look.queueDeclarePassive(queue)).code())
                        .isEqualTo(404);
            }
        }
    }

    // ---- Consumers ----

    static Stream<TriedArgument> ofConsumers() {
        return Stream.of(
                TriedArgument.of("x-priority")
                        .integer()
                        .taken(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE),
                TriedArgument.of("x-cancel-on-ha-failover").flag());
    }

    @ParameterizedTest
    @MethodSource("ofConsumers")
    void consumer(TriedArgument row, Client client) throws Exception {
        tryOfConsumer(row, client);
    }

    static Stream<TriedArgument> newerOfConsumers() {
        return Stream.of(TriedArgument.of("x-consumer-timeout").positive().taken(1, TEN_YEARS));
    }

    @ParameterizedTest
    @MethodSource("newerOfConsumers")
    void newerOfConsumer(TriedArgument row, Client client) throws Exception {
        assumeFalse(client.is310());
        tryOfConsumer(row, client);
    }

    private static void tryOfConsumer(TriedArgument row, Client client) throws Exception {
        var queue = client.queue(client.channel());
        for (var tried : row.tries()) {
            var channel = client.channel();
            if (tried.isTaken()) {
                consume(channel, queue, row.arguments(tried));
                channel.close();
            } else {
                assertThat(
                                client.failure(
                                        channel,
                                        () -> consume(channel, queue, row.arguments(tried))))
                        .as("%s", tried)
                        .isEqualTo(
                                refusal(
                                        row,
                                        queue,
                                        tried,
                                        "invalid arg '%s' for queue '%s' in vhost '/': %s",
                                        "basic.consume"));
            }
        }
        assertThat(client.channel().queueDeclarePassive(queue).getConsumerCount()).isZero();
    }

    private static void consume(Channel channel, String queue, Map<String, Object> arguments)
            throws IOException {
        channel.basicConsume(queue, false, "", false, false, arguments, new Inbox(channel));
    }

    // ---- Exchanges ----

    static Stream<TriedArgument> ofExchanges() {
        return Stream.of(
                notNamed(TriedArgument.of("alternate-exchange"))
                        .taken("", "a", "x".repeat(255), "x".repeat(256)));
    }

    @ParameterizedTest
    @MethodSource("ofExchanges")
    void exchange(TriedArgument row, Client client) throws Exception {
        var exchange = client.name("exchange");
        for (var tried : row.tries()) {
            var channel = client.channel();
            if (tried.isTaken()) {
                channel.exchangeDeclare(exchange, "direct", false, false, row.arguments(tried));
                channel.exchangeDelete(exchange);
                channel.close();
            } else {
                assertThat(client.exchangeRefusal(channel, exchange, row.arguments(tried)))
                        .as("%s", tried)
                        .isEqualTo(
                                refusal(
                                        row,
                                        exchange,
                                        tried,
                                        "invalid type '%3$s' for arg '%1$s' in exchange '%2$s' in"
                                                + " vhost '/'",
                                        "exchange.declare"));
                var look = client.channel();
                assertThat(client.failure(look, () -> look.exchangeDeclarePassive(exchange)).code())
                        .isEqualTo(404);
            }
        }
    }

    // ---- Words ----

    private static TriedArgument classic(String argument) {
        return TriedArgument.of(argument).beside("x-queue-type", "classic");
    }

    private static TriedArgument quorum(String argument) {
        return TriedArgument.of(argument).beside("x-queue-type", "quorum");
    }

    private static TriedArgument time(TriedArgument row) {
        return row.positive()
                .refused(TEN_YEARS + 1, tooLarge(TEN_YEARS + 1))
                .taken(1, BEYOND_32_BITS, TEN_YEARS);
    }

    private static TriedArgument notNamed(TriedArgument row) {
        return row.refused(5, "signedint")
                .refused(true, "bool")
                .refused(null, "void")
                .refused(Map.of(), "table");
    }

    private static String tooLarge(long value) {
        return "{value_too_large," + value + "}";
    }

    private static Closing refusal(
            TriedArgument row, String name, Try tried, String text, String method) {
        return Closing.channel(
                406,
                "PRECONDITION_FAILED - " + text.formatted(row.name(), name, tried.fault()),
                method);
    }
}
