package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomTypesTest {

    private static final long SEED = 4711;

    @ParameterizedTest
    @ValueSource(strings = {"x-random", "x-local-random"})
    void everyQueueGetsItsShareOfOneKey(String type) {
        Bound exchange = new Bound(type).to("a", "").to("b", "").to("c", "");
        SplittableRandom random = new SplittableRandom(SEED);
        int atA = 0;

        for (int i = 0; i < 3_000; i++) {
            atA += exchange.queueFor(random::nextLong).equals("a") ? 1 : 0;
        }

        assertThat(atA).isCloseTo(1_000, Offset.offset(100));
    }

    @Test
    void wholeRangeOfChancesIsUsed() {
        Bound exchange = new Bound("x-random").to("a", "").to("b", "").to("c", "");

        assertThat(exchange.queueFor(() -> 0)).isEqualTo("a");
        assertThat(exchange.queueFor(() -> Long.MAX_VALUE)).isEqualTo("b");
        assertThat(exchange.queueFor(() -> -1)).isEqualTo("c");
    }

    @Test
    void queueBoundTwiceHasTwoChances() {
        Bound exchange = new Bound("x-random").to("a", "1").to("a", "2").to("b", "1");
        SplittableRandom random = new SplittableRandom(SEED);
        int atA = 0;

        for (int i = 0; i < 3_000; i++) {
            atA += exchange.queueFor(random::nextLong).equals("a") ? 1 : 0;
        }

        assertThat(atA).isCloseTo(2_000, Offset.offset(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-random", "x-local-random"})
    void nothingBoundLeadsNowhere(String type) {
        assertThat(new Bound(type).queuesFor("k")).isEmpty();
    }

    @Test
    void localRandomTakesNoKeys() {
        Binding binding = Bound.binding("q", "k", FieldTable.EMPTY);

        assertThatThrownBy(() -> ExchangeTypes.require("x-local-random").validate(binding))
                .isInstanceOf(AmqpException.class)
                .hasMessage("Non empty binding 'k' key not permitted");
    }

    @Test
    void localRandomLeadsToQueuesOnly() {
        Binding binding =
                new Binding(
                        ShortString.of("x"),
                        Destination.exchange("y"),
                        ShortString.EMPTY,
                        FieldTable.EMPTY);

        assertThatThrownBy(() -> ExchangeTypes.require("x-local-random").validate(binding))
                .isInstanceOf(AmqpException.class)
                .hasMessage("Destination not found");
    }
}
