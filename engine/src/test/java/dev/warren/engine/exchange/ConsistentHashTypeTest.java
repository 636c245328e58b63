package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hashes are fixed, so every count here is the same in each run: the bounds are wide because they
/// say what users may rely on, not because chance is at work.
class ConsistentHashTypeTest {

    private static final String TYPE = "x-consistent-hash";
    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final int KEYS = 20_000;

    private static Bound bound() {
        return new Bound(TYPE);
    }

    @Test
    void sharesKeysByWeight() {
        Bound exchange = bound().to("a", "1").to("b", "1").to("c", "3");

        Shares shares = Shares.ofKeys(exchange.table(), KEYS);

        assertThat(shares.of("a")).isCloseTo(4_000, Offset.offset(200L));
        assertThat(shares.of("b")).isCloseTo(4_000, Offset.offset(200L));
        assertThat(shares.of("c")).isCloseTo(12_000, Offset.offset(200L));
    }

    @Test
    void sharesAreEvenAmongManyQueues() {
        Bound exchange = bound();
        for (int i = 0; i < 50; i++) {
            exchange.to("queue-" + i, "1");
        }

        Shares shares = Shares.ofKeys(exchange.table(), KEYS);

        for (int i = 0; i < 50; i++) {
            assertThat(shares.of("queue-" + i)).isCloseTo(400, Offset.offset(100L));
        }
    }

    @Test
    void hugeWeightsNeedNoMoreThanSmallOnes() {
        Bound exchange = bound().to("a", "2147483647").to("b", "2147483647");

        assertThat(Shares.ofKeys(exchange.table(), KEYS).of("a"))
                .isCloseTo(10_000, Offset.offset(300L));
    }

    @Test
    void newQueueTakesItsShareAndNothingElseMoves() {
        Bound exchange = bound().to("a", "1").to("b", "1").to("c", "1");
        Shares before = Shares.ofKeys(exchange.table(), KEYS);

        Shares after = Shares.ofKeys(exchange.to("d", "1").table(), KEYS);

        assertThat(after.of("d")).isCloseTo(5_000, Offset.offset(200L));
        assertThat(after.movedSince(before)).isEqualTo(after.of("d"));
    }

    @Test
    void queueThatGoesLeavesTheOthersTheirKeys() {
        Bound exchange = bound().to("a", "1").to("b", "2").to("c", "1");
        Shares before = Shares.ofKeys(exchange.table(), KEYS);

        Shares after = Shares.ofKeys(exchange.without("b", "2").table(), KEYS);

        assertThat(after.movedSince(before)).isEqualTo(before.of("b"));
    }

    @Test
    void keysGoTheSameWayInWhateverOrderQueuesWereBound() {
        Shares one = Shares.ofKeys(bound().to("a", "1").to("b", "2").table(), 1_000);
        Shares other = Shares.ofKeys(bound().to("b", "2").to("a", "1").table(), 1_000);

        assertThat(other).isEqualTo(one);
    }

    /// A restart, another node or another version may not move keys.
    @Test
    void keysGoWhereTheyHaveAlwaysGone() {
        Bound exchange = bound().to("a", "1").to("b", "1").to("c", "1");
        List<String> queues = new ArrayList<>();

        for (int i = 0; i < 12; i++) {
            queues.addAll(exchange.queuesFor("order-" + i));
        }

        assertThat(String.join("", queues)).isEqualTo("aacbbccaaabb");
    }

    @Test
    void queueBoundTwiceCountsOnceWithItsSmallestWeight() {
        Bound exchange = bound().to("a", "1").to("a", "5").to("b", "1");
        Shares once = Shares.ofKeys(bound().to("a", "1").to("b", "1").table(), 1_000);

        assertThat(Shares.ofKeys(exchange.table(), 1_000)).isEqualTo(once);
        assertThat(Shares.ofKeys(exchange.without("a", "5").table(), 1_000)).isEqualTo(once);
    }

    @Test
    void queueStaysWhileOneOfItsBindingsStands() {
        Bound exchange = bound().to("a", "1").to("a", "5").to("b", "1").without("a", "1");

        assertThat(Shares.ofKeys(exchange.table(), KEYS).of("a"))
                .isCloseTo(16_667, Offset.offset(200L));
    }

    @Test
    void nothingBoundLeadsNowhere() {
        assertThat(bound().queuesFor("k")).isEmpty();
        assertThat(bound().to("a", "1").without("a", "1").queuesFor("k")).isEmpty();
    }

    @Test
    void headerIsHashedInsteadOfTheKey() {
        FieldTable byHeader = NONE.with("hash-header", "h");
        Bound exchange = new Bound(TYPE, byHeader).to("a", "1").to("b", "1").to("c", "1");
        Bound byKey = bound().to("a", "1").to("b", "1").to("c", "1");

        for (int i = 0; i < 100; i++) {
            assertThat(exchange.queuesFor("any-" + i, NONE.with("h", "key-" + i)))
                    .isEqualTo(byKey.queuesFor("key-" + i));
        }
    }

    @Test
    void numbersOfOneValueHashAlikeAndMissingHeadersGoOneWay() {
        FieldTable byHeader = NONE.with("hash-header", "h");
        Bound exchange = new Bound(TYPE, byHeader).to("a", "1").to("b", "1").to("c", "1");

        for (int i = 0; i < 50; i++) {
            assertThat(exchange.queuesFor("", NONE.with("h", new Int32(i))))
                    .isEqualTo(exchange.queuesFor("", NONE.with("h", new Int64(i))));
            assertThat(exchange.queuesFor("key-" + i)).isEqualTo(exchange.queuesFor(""));
        }
    }

    @Test
    void otherHeaderValuesAreHashedToo() {
        FieldTable byHeader = NONE.with("hash-header", "h");
        Bound exchange = new Bound(TYPE, byHeader).to("a", "1");

        for (FieldValue value :
                List.of(
                        new Bool(true),
                        NoValue.INSTANCE,
                        new FieldValue.Array(List.of()),
                        new FieldValue.Table(NONE))) {
            assertThat(exchange.queuesFor("", NONE.with("h", value))).containsExactly("a");
        }
    }

    @Test
    void headerWithANameThatNoHeaderHasIsMissing() {
        FieldTable byHeader = NONE.with("hash-header", "h".repeat(300));
        Bound exchange = new Bound(TYPE, byHeader).to("a", "1").to("b", "1");

        assertThat(exchange.queuesFor("k1")).hasSize(1).isEqualTo(exchange.queuesFor("k2"));
    }

    static Stream<Arguments> properties() {
        Function<Integer, BasicProperties> messageId =
                i -> BasicProperties.builder().messageId(ShortString.of("" + i)).build();
        Function<Integer, BasicProperties> correlationId =
                i -> BasicProperties.builder().correlationId(ShortString.of("" + i)).build();
        Function<Integer, BasicProperties> timestamp =
                i -> BasicProperties.builder().timestamp((long) i).build();
        return Stream.of(
                Arguments.of("message_id", messageId),
                Arguments.of("correlation_id", correlationId),
                Arguments.of("timestamp", timestamp));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void propertyIsHashedInsteadOfTheKey(
            String property, Function<Integer, BasicProperties> properties) {
        Bound exchange =
                new Bound(TYPE, NONE.with("hash-property", property)).to("a", "1").to("b", "1");
        int atA = 0;

        for (int i = 0; i < 1_000; i++) {
            atA += exchange.queueFor(properties.apply(i)).equals("a") ? 1 : 0;
        }

        assertThat(atA).isCloseTo(500, Offset.offset(60));
        assertThat(exchange.queueFor(properties.apply(7)))
                .isEqualTo(exchange.queueFor(properties.apply(7)));
        assertThat(exchange.queueFor(BasicProperties.EMPTY)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10", "+1", "01", "2147483647"})
    void takesWholeNumbersAsWeights(String key) {
        ExchangeTypes.require(TYPE).validate(Bound.binding("q", key, NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "0, The binding key must be greater than 0",
        "-1, The binding key must be greater than 0",
        "2147483648, The binding key must not be greater than 2147483647",
        "99999999999999999999, The binding key must not be greater than 2147483647",
        "'', The binding key must be an integer: <<>>",
        "+, The binding key must be an integer: <<\"+\">>",
        "abc, The binding key must be an integer: <<\"abc\">>",
        "1.5, The binding key must be an integer: <<\"1.5\">>",
        "' 1', The binding key must be an integer: <<\" 1\">>",
        "1a, The binding key must be an integer: <<\"1a\">>"
    })
    void refusesOtherWeights(String key, String text) {
        Binding binding = Bound.binding("q", key, NONE);

        assertThatThrownBy(() -> ExchangeTypes.require(TYPE).validate(binding))
                .isInstanceOf(AmqpException.class)
                .hasMessage(text);
    }

    static Stream<Arguments> badArguments() {
        return Stream.of(
                Arguments.of(
                        NONE.with("hash-header", new Int32(5)),
                        "Invalid argument 5, 'hash-header' must be a string"),
                Arguments.of(
                        NONE.with("hash-header", NoValue.INSTANCE),
                        "Invalid argument undefined, 'hash-header' must be a string"),
                Arguments.of(
                        NONE.with("hash-header", new Bool(true)),
                        "Invalid argument true, 'hash-header' must be a string"),
                Arguments.of(
                        NONE.with("hash-header", new FieldValue.Array(List.of())),
                        "Invalid argument [], 'hash-header' must be a string"),
                Arguments.of(
                        NONE.with("hash-property", new Int32(7)),
                        "Invalid argument 7, 'hash-property' must be a string"),
                Arguments.of(NONE.with("hash-property", "foo"), "Unsupported property: foo"),
                Arguments.of(NONE.with("hash-property", ""), "Unsupported property: "),
                Arguments.of(
                        NONE.with("hash-property", "message-id"),
                        "Unsupported property: message-id"),
                Arguments.of(
                        NONE.with("hash-header", "h").with("hash-property", "message_id"),
                        "hash-header and hash-property are mutually exclusive"),
                Arguments.of(
                        NONE.with("hash-header", "h").with("hash-property", "foo"),
                        "hash-header and hash-property are mutually exclusive"));
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void refusesBadArguments(FieldTable arguments, String text) {
        assertThatThrownBy(() -> ExchangeTypes.require(TYPE).validate(arguments))
                .isInstanceOf(AmqpException.class)
                .hasMessage(text);
    }

    @Test
    void takesAnyHeaderName() {
        ExchangeTypes.require(TYPE).validate(NONE.with("hash-header", LongText.of("")));
    }
}
