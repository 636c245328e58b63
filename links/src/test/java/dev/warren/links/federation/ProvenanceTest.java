package dev.warren.links.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    private static final Provenance FROM_WEST =
            Provenance.ofExchange("amqp://west", "orders", "west", "/");
    private static final Provenance FROM_QUEUE = Provenance.ofQueue("amqp://west", "jobs");
    private static final Envelope ONCE = new Envelope(1, false, "orders", "new");
    private static final Envelope AGAIN = new Envelope(1, true, "orders", "new");

    private static List<?> stations(AMQP.BasicProperties properties) {
        return (List<?>) Objects.requireNonNull(properties.getHeaders().get("x-received-from"));
    }

    private static Map<String, Object> visited(String uri, boolean redelivered, long visits) {
        return Map.of(
                "uri", uri, "queue", "jobs", "redelivered", redelivered, "visit-count", visits);
    }

    private static AMQP.BasicProperties seenBy(String cluster, String vhost) {
        return new AMQP.BasicProperties.Builder()
                .headers(
                        Map.of(
                                "x-received-from",
                                List.of(Map.of("cluster-name", cluster, "vhost", vhost))))
                .build();
    }

    @Test
    void messageSaysWhereItComesFrom() {
        AMQP.BasicProperties changed = FROM_WEST.addTo(new AMQP.BasicProperties(), AGAIN, false);

        assertThat(stations(changed))
                .hasSize(1)
                .first()
                .isEqualTo(
                        Map.of(
                                "uri", "amqp://west",
                                "exchange", "orders",
                                "cluster-name", "west",
                                "vhost", "/",
                                "redelivered", true));
    }

    @Test
    void otherHeadersAndOlderStationsStay() {
        AMQP.BasicProperties before =
                new AMQP.BasicProperties.Builder()
                        .headers(
                                Map.of(
                                        "x-received-from",
                                        List.of(Map.of("uri", "amqp://n")),
                                        "a",
                                        1))
                        .contentType("text/plain")
                        .build();

        AMQP.BasicProperties changed = FROM_WEST.addTo(before, ONCE, false);

        assertThat(stations(changed)).hasSize(2).last().isEqualTo(Map.of("uri", "amqp://n"));
        assertThat(changed.getHeaders()).containsEntry("a", 1);
        assertThat(changed.getContentType()).isEqualTo("text/plain");
    }

    /// As RabbitMQ 3.10 does it.
    @Test
    void messageOfAQueueSaysWhereItWentAtFirstAndHowOftenItCame() {
        AMQP.BasicProperties first = FROM_QUEUE.addTo(new AMQP.BasicProperties(), ONCE, false);

        assertThat(first.getHeaders())
                .containsEntry("x-original-exchange", "orders")
                .containsEntry("x-original-routing-key", "new");
        assertThat(stations(first)).isEqualTo(List.of(visited("amqp://west", false, 1)));

        AMQP.BasicProperties away =
                Provenance.ofQueue("amqp://east", "jobs").addTo(first, AGAIN, false);
        AMQP.BasicProperties second =
                FROM_QUEUE.addTo(away, new Envelope(1, false, "", "jobs"), false);

        assertThat(second.getHeaders())
                .containsEntry("x-original-exchange", "orders")
                .containsEntry("x-original-routing-key", "new");
        assertThat(stations(second))
                .isEqualTo(
                        List.of(visited("amqp://west", false, 2), visited("amqp://east", true, 1)));
    }

    @Test
    void veryOldStationsAreForgotten() {
        List<Map<String, Integer>> many =
                IntStream.range(0, 200).mapToObj(i -> Map.of("n", i)).toList();
        AMQP.BasicProperties before =
                new AMQP.BasicProperties.Builder().headers(Map.of("x-received-from", many)).build();

        assertThat(stations(FROM_WEST.addTo(before, ONCE, false))).hasSize(Provenance.STATIONS_MAX);
    }

    @Test
    void userIsBelievedOnlyWhereItIsSaid() {
        AMQP.BasicProperties before = new AMQP.BasicProperties.Builder().userId("ann").build();

        assertThat(FROM_WEST.addTo(before, ONCE, false).getUserId()).isNull();
        assertThat(FROM_WEST.addTo(before, ONCE, true).getUserId()).isEqualTo("ann");
    }

    @Test
    void messageThatWasHereDoesNotComeInAgain() {
        assertThat(Provenance.mayComeIn(seenBy("east", "/"), 9, "east", "/")).isFalse();
        assertThat(Provenance.mayComeIn(seenBy("east", "other"), 9, "east", "/")).isTrue();
        assertThat(Provenance.mayComeIn(seenBy("north", "/"), 9, "east", "/")).isTrue();
        assertThat(Provenance.mayComeIn(seenBy("north", "/"), 1, "east", "/")).isFalse();
        assertThat(Provenance.mayComeIn(new AMQP.BasicProperties(), 1, "east", "/")).isTrue();
    }
}
