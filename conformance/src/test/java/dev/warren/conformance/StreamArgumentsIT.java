package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arguments with which a stream is not declared though RabbitMQ 3.10 crashes at them or does not
/// know them.
@Conformance
final class StreamArgumentsIT {

    /// What the broker says to a stream, or another queue, with this argument.
    private static String refusal(Client client, String type, String argument, Object value)
            throws Exception {
        var queue = client.name("queue");
        var connection = client.connect();
        var channel = Client.channelOf(connection);
        var arguments = Map.of("x-queue-type", type, argument, value);
        return client.failure(
                        channel, () -> channel.queueDeclare(queue, true, false, false, arguments))
                .text()
                .replace(queue, "QUEUE");
    }

    private static String invalid(String argument, String why) {
        return "PRECONDITION_FAILED - invalid arg '%s' for queue 'QUEUE' in vhost '/'%s"
                .formatted(argument, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "", "-1h"})
    void ageThatDoesNotBeginWithANumberIsInvalid(String age, Client client) throws Exception {
        assertThat(refusal(client, "stream", "x-max-age", age))
                .isEqualTo(
                        client.is310()
                                ? "INTERNAL_ERROR"
                                : invalid("x-max-age", ": invalid_max_age"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5h", "1", "1hour", "1H"})
    void ageIsAWholeNumberAndOneLetter(String age, Client client) throws Exception {
        assertThat(refusal(client, "stream", "x-max-age", age))
                .isEqualTo(invalid("x-max-age", ": invalid_max_age"));
    }

    static List<Arguments> wrongFilterSizes() {
        return List.of(
                Arguments.of(15, ": {value_out_of_range,15}"),
                Arguments.of(256, ": {value_out_of_range,256}"),
                Arguments.of(-1, ": {value_out_of_range,-1}"),
                Arguments.of("large", ": \"expected integer, got longstr\""));
    }

    @ParameterizedTest
    @MethodSource("wrongFilterSizes")
    void filterSizeHasItsLimits(Object size, String why, Client client) throws Exception {
        assumeFalse(client.is310(), "filters came with RabbitMQ 3.13");

        assertThat(refusal(client, "stream", "x-stream-filter-size-bytes", size))
                .isEqualTo(invalid("x-stream-filter-size-bytes", why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void filterSizeIsOfStreamsOnly(String type, Client client) throws Exception {
        assumeFalse(client.is310(), "filters came with RabbitMQ 3.13");

        assertThat(refusal(client, type, "x-stream-filter-size-bytes", 16))
                .isEqualTo(
                        invalid(
                                "x-stream-filter-size-bytes",
                                " of queue type rabbit_" + type + "_queue"));
    }

    @Test
    void filterSizesWithinTheLimitsAreTaken(Client client) throws Exception {
        for (int size : new int[] {16, 255}) {
            var channel = client.channel();
            channel.queueDeclare(
                    client.name("stream"),
                    true,
                    false,
                    false,
                    Map.of("x-queue-type", "stream", "x-stream-filter-size-bytes", size));

            assertThat(channel.isOpen()).isTrue();
        }
    }

    static List<Arguments> ofOtherQueues() {
        return List.of(
                Arguments.of("x-retry-base", 100),
                Arguments.of("x-retry-factor", 2),
                Arguments.of("x-retry-max", 100),
                Arguments.of("x-retry-jitter", 0),
                Arguments.of("x-retry-attempts", 3),
                Arguments.of("x-retry-park-queue", "parked"),
                Arguments.of("x-retry-on", "reject"),
                Arguments.of("x-delayed-retry-type", "all"),
                Arguments.of("x-delivery-delay", 100),
                Arguments.of("x-dedup-window", 100),
                Arguments.of("x-dedup-key", "body"),
                Arguments.of("x-dedup-max-keys", 100),
                Arguments.of("x-message-deduplication", true),
                Arguments.of("x-consumer-timeout", 100));
    }

    @ParameterizedTest
    @MethodSource("ofOtherQueues")
    void whatComesAgainOrLaterIsNotForStreams(String argument, Object value, Client client)
            throws Exception {
        assumeFalse(client.is310(), "RabbitMQ knows no such argument, and takes it");

        assertThat(refusal(client, "stream", argument, value))
                .isEqualTo(invalid(argument, " of queue type rabbit_stream_queue"));
    }
}
