package dev.warren.management.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.MessageMoves.Outgoing;
import dev.warren.engine.message.Message;
import dev.warren.management.http.JsonProperties;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DestinationTest {

    private static Message message(FieldTable headers) {
        return JsonProperties.message(
                ShortString.of("dead"),
                ShortString.of("dead.key"),
                BasicProperties.EMPTY.withHeaders(headers),
                Bytes.of("body"));
    }

    private static FieldTable death(String queue, String exchange, String key) {
        return FieldTable.EMPTY
                .with("queue", queue)
                .with("exchange", exchange)
                .with("routing-keys", new FieldValue.Array(List.of(FieldValue.LongText.of(key))));
    }

    private static FieldTable deaths(FieldTable... deaths) {
        List<FieldValue> all =
                List.of(deaths).stream().<FieldValue>map(FieldValue.Table::new).toList();
        return FieldTable.EMPTY.with("x-death", new FieldValue.Array(all));
    }

    @Test
    void whatDiedGoesBackToTheQueueInWhichItDiedLast() {
        Message letter = message(deaths(death("work", "orders", "new"), death("older", "x", "y")));

        Outgoing out =
                Objects.requireNonNull(new Destination.ToOrigin().outgoingOrNull("/", letter));

        assertThat(out.exchange()).isEqualTo(ShortString.EMPTY);
        assertThat(out.keys()).containsExactly(ShortString.of("work"));
        assertThat(out.content().exchange()).isEqualTo(ShortString.of("orders"));
        assertThat(out.content().routingKey()).isEqualTo(ShortString.of("new"));
        assertThat(out.content().bodyLength()).isEqualTo(4);
        assertThat(out.content().headers()).isEqualTo(letter.headers());
    }

    @Test
    void whatHasNotDiedHasNoOrigin() {
        Destination.ToOrigin origin = new Destination.ToOrigin();

        assertThat(origin.outgoingOrNull("/", message(FieldTable.EMPTY))).isNull();
        assertThat(origin.outgoingOrNull("/", message(FieldTable.EMPTY.with("x-death", "text"))))
                .isNull();
        assertThat(origin.outgoingOrNull("/", message(deaths(FieldTable.EMPTY)))).isNull();
    }

    @Test
    void keyIsKeptUnlessThereIsAnother() {
        Message message = message(FieldTable.EMPTY);
        ShortString exchange = ShortString.of("x");

        Outgoing kept = new Destination.ToExchange(exchange, null).outgoingOrNull("/", message);
        Outgoing given =
                new Destination.ToExchange(exchange, ShortString.of("k"))
                        .outgoingOrNull("/", message);

        assertThat(kept.keys()).containsExactly(ShortString.of("dead.key"));
        assertThat(given.keys()).containsExactly(ShortString.of("k"));
        assertThat(given.content().routingKey()).isEqualTo(ShortString.of("k"));
        assertThat(given.content().exchange()).isEqualTo(exchange);
    }
}
