package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Streams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Filters, which came with RabbitMQ 3.13. There a consumer may get more than it asked for and has
/// to look again; so these tests ask only for what has to come.
@Conformance
final class StreamFiltersIT {

    private static final int COUNT = 30;

    private static String filled(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = Streams.declare(client, channel);
        for (int i = 0; i < COUNT; i++) {
            Client.publish(channel, "", queue, valued(i % 3), "m" + i);
        }
        return queue;
    }

    private static AMQP.BasicProperties valued(int kind) {
        return kind == 2
                ? new AMQP.BasicProperties()
                : new AMQP.BasicProperties.Builder()
                        .headers(Map.of("x-stream-filter-value", "value" + kind))
                        .build();
    }

    private static Inbox consume(
            Client client, String queue, Object filter, boolean matchesUnfiltered)
            throws Exception {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put(Streams.OFFSET, "first");
        arguments.put("x-stream-filter", filter);
        arguments.put("x-stream-match-unfiltered", matchesUnfiltered);
        return Streams.consume(client.channel(), queue, 100, arguments);
    }

    private static List<String> wanted(
            Client client, String queue, Object filter, boolean matchesUnfiltered, int... kinds)
            throws Exception {
        var inbox = consume(client, queue, filter, matchesUnfiltered);
        var texts = new java.util.ArrayList<String>();
        while (texts.size() < kinds.length * COUNT / 3) {
            var text = inbox.nextText();
            int kind = Integer.parseInt(text.substring(1)) % 3;
            if (java.util.stream.IntStream.of(kinds).anyMatch(k -> k == kind)) {
                texts.add(text);
            } else {
                assertThat(client.is310()).isTrue();
            }
        }
        return texts;
    }

    @Test
    void oneValueIsWanted(Client client) throws Exception {
        var queue = filled(client);

        assertThat(wanted(client, queue, "value1", false, 1)).startsWith("m1", "m4", "m7");
    }

    @Test
    void oneOfSeveralValuesIsWanted(Client client) throws Exception {
        var queue = filled(client);

        assertThat(wanted(client, queue, List.of("value0", "value1"), false, 0, 1))
                .startsWith("m0", "m1", "m3", "m4");
    }

    static Stream<Object> noFilters() {
        return Stream.of(5, true, 1.5, Map.of("value0", "value1"), List.of(), List.of(5, true));
    }

    @ParameterizedTest
    @MethodSource("noFilters")
    void whatIsNoTextFiltersNothing(Object filter, Client client) throws Exception {
        var queue = filled(client);

        assertThat(wanted(client, queue, filter, false, 0, 1, 2)).startsWith("m0", "m1", "m2");
    }

    @Test
    void textsOfAnArrayCountAndWhatElseIsInItDoesNot(Client client) throws Exception {
        var queue = filled(client);

        assertThat(wanted(client, queue, List.of(5, "value1", true), false, 1))
                .startsWith("m1", "m4", "m7");
    }

    @Test
    void valueThatIsNoTextIsNone(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = Streams.declare(client, channel);
        var number =
                new AMQP.BasicProperties.Builder()
                        .headers(Map.of("x-stream-filter-value", 1))
                        .build();
        Client.publish(channel, "", queue, valued(1), "valued");
        Client.publish(channel, "", queue, number, "not valued");

        var inbox = consume(client, queue, "value0", true);

        if (client.is310()) {
            assertThat(inbox.nextText()).isEqualTo("valued");
        }
        assertThat(inbox.nextText()).isEqualTo("not valued");
    }

    @Test
    void whatHasNoValueIsWantedToo(Client client) throws Exception {
        var queue = filled(client);

        assertThat(wanted(client, queue, "value0", true, 0, 2)).startsWith("m0", "m2", "m3");
    }
}
