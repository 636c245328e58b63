package dev.warren.links.shovel;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.time.Clock;
import dev.warren.links.LinkException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaddressingTest {

    private static final FieldTable TO =
            FieldTable.EMPTY
                    .with("src-uri", "amqp:///v")
                    .with("src-queue", "a")
                    .with("dest-uri", "amqp://u:secret@h");

    private static final Envelope ENVELOPE = new Envelope(1, false, "x", "k");

    private static final Clock NOON =
            new Clock() {
                @Override
                public long wallMillis() {
                    return 43_200_500;
                }

                @Override
                public long monotonicNanos() {
                    return 0;
                }
            };

    private static Readdressing readdressing(FieldTable parameter) throws LinkException {
        ShovelSettings settings = ShovelReader.read(new FieldValue.Table(parameter));
        ShovelFacts facts =
                ShovelFacts.of(
                        settings,
                        settings.source().uris().getFirst(),
                        settings.destination().uris().getFirst());
        return new Readdressing(
                settings.destination(), facts.trace(new ShovelName("/", "s"), "here"), NOON);
    }

    @Test
    void whatIsNotNamedStaysAsItWas() throws LinkException {
        Readdressing readdressing = readdressing(TO);
        BasicProperties known = new BasicProperties.Builder().type("t").build();

        assertThat(readdressing.exchange(ENVELOPE)).isEqualTo("x");
        assertThat(readdressing.key(ENVELOPE)).isEqualTo("k");
        assertThat(readdressing.properties(known)).isSameAs(known);
    }

    @Test
    void aQueueIsAnExchangeAndAKey() throws LinkException {
        Readdressing readdressing = readdressing(TO.with("dest-queue", "b"));

        assertThat(readdressing.exchange(ENVELOPE)).isEmpty();
        assertThat(readdressing.key(ENVELOPE)).isEqualTo("b");
    }

    @Test
    void propertiesAreWrittenOverAndOthersStay() throws LinkException {
        FieldTable properties =
                FieldTable.EMPTY
                        .with("delivery_mode", new FieldValue.Int64(2))
                        .with("app_id", "mover")
                        .with("timestamp", new FieldValue.Int64(7));
        Readdressing readdressing =
                readdressing(TO.with("dest-publish-properties", new FieldValue.Table(properties)));

        BasicProperties changed =
                readdressing.properties(new BasicProperties.Builder().type("t").appId("a").build());

        assertThat(changed.getDeliveryMode()).isEqualTo(2);
        assertThat(changed.getAppId()).isEqualTo("mover");
        assertThat(changed.getType()).isEqualTo("t");
        assertThat(changed.getTimestamp()).hasTime(7_000);
    }

    @Test
    void theWayIsToldTheLastMoverFirst() throws LinkException {
        Readdressing readdressing = readdressing(TO.with("dest-add-forward-headers", true));
        Map<String, Object> earlier = Map.of("shovel-name", "first");
        BasicProperties known =
                new BasicProperties.Builder()
                        .headers(Map.of("h", 1, "x-shovelled", List.of(earlier)))
                        .build();

        Map<String, Object> headers = readdressing.properties(known).getHeaders();

        assertThat(headers.get("h")).isEqualTo(1);
        assertThat(headers.get("x-shovelled"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "shovelled-by", "here",
                                        "shovel-type", "dynamic",
                                        "shovel-name", "s",
                                        "shovel-vhost", "/",
                                        "src-uri", "amqp:///v",
                                        "dest-uri", "amqp://h",
                                        "src-queue", "a"),
                                earlier));
    }

    @Test
    void theTimeIsTold() throws LinkException {
        Readdressing readdressing = readdressing(TO.with("dest-add-timestamp-header", true));

        BasicProperties changed = readdressing.properties(new BasicProperties());

        assertThat(changed.getHeaders()).containsOnly(Map.entry("x-shovelled-timestamp", 43_200L));
    }
}
