package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.ByteArray;
import dev.warren.codec.value.FieldValue.Decimal;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Int8;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.FieldValue.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every outcome here was asked of RabbitMQ 3.10.8.
class HeadersTypeTest {

    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final FieldTable A1 = NONE.with("a", new Int32(1));
    private static final FieldTable A1_B2 = A1.with("b", new Int32(2));

    private static boolean fits(FieldTable arguments, FieldTable headers) {
        return !new Bound("headers").to("q", "", arguments).queuesFor("k", headers).isEmpty();
    }

    @Test
    void allIsTheDefaultAndWantsEveryArgument() {
        assertThat(fits(A1_B2, A1_B2.with("c", "more"))).isTrue();
        assertThat(fits(A1_B2, A1)).isFalse();
        assertThat(fits(A1_B2.with("x-match", "all"), A1)).isFalse();
    }

    @Test
    void allOfNothingFitsEverything() {
        assertThat(fits(NONE, NONE)).isTrue();
        assertThat(fits(NONE, A1)).isTrue();
    }

    @Test
    void anyWantsOneArgument() {
        FieldTable any = A1_B2.with("x-match", "any");

        assertThat(fits(any, A1)).isTrue();
        assertThat(fits(any, NONE.with("a", new Int32(5)).with("b", new Int32(6)))).isFalse();
    }

    @Test
    void anyOfNothingFitsNothing() {
        FieldTable any = NONE.with("x-match", "any");

        assertThat(fits(any, NONE)).isFalse();
        assertThat(fits(any, A1)).isFalse();
        assertThat(fits(any.with("x-match", "any-with-x"), any)).isFalse();
    }

    @Test
    void plainModesReadOverArgumentsThatBeginWithX() {
        assertThat(fits(NONE.with("x-a", "1"), NONE)).isTrue();
        assertThat(fits(NONE.with("x-a", "1").with("x-match", "any"), NONE.with("x-a", "1")))
                .isFalse();
    }

    @Test
    void modesWithXReadThem() {
        FieldTable wanted = NONE.with("x-a", "1");

        assertThat(fits(wanted.with("x-match", "any-with-x"), wanted)).isTrue();
        assertThat(fits(wanted.with("x-match", "all-with-x"), wanted)).isTrue();
        assertThat(fits(wanted.with("x-match", "all-with-x"), NONE.with("x-a", "2"))).isFalse();
    }

    @Test
    void argumentWithoutValueWantsTheHeaderWhateverItIs() {
        FieldTable present = NONE.with("a", NoValue.INSTANCE);

        assertThat(fits(present, A1)).isTrue();
        assertThat(fits(present, present)).isTrue();
        assertThat(fits(present, NONE)).isFalse();
        assertThat(fits(A1, present)).isFalse();
    }

    static Stream<Arguments> same() {
        return Stream.of(
                Arguments.of(new Int32(1), new Int64(1)),
                Arguments.of(new Int8((byte) 1), new Int64(1)),
                Arguments.of(new Timestamp(5), new Int32(5)),
                Arguments.of(new Float32(1.5f), new Float64(1.5)),
                Arguments.of(new Int32(1), new Float64(1)),
                Arguments.of(new Float32(2), new Int64(2)),
                Arguments.of(new Decimal(1, 15), new Decimal(1, 15)),
                Arguments.of(new Bool(true), new Bool(true)),
                Arguments.of(LongText.of("s"), LongText.of("s")),
                Arguments.of(LongText.of("s"), new ByteArray(Bytes.of("s"))),
                Arguments.of(new ByteArray(Bytes.of("s")), LongText.of("s")),
                Arguments.of(new Float64(5), new Timestamp(5)),
                Arguments.of(new Table(A1), new Table(A1)));
    }

    @ParameterizedTest
    @MethodSource("same")
    void comparesNumbersByValueAndTheRestByTypeAndValue(FieldValue wanted, FieldValue actual) {
        assertThat(fits(NONE.with("a", wanted), NONE.with("a", actual))).isTrue();
    }

    private static FieldValue list(FieldValue value) {
        return new FieldValue.Array(List.of(value));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of(new Int32(1), new Int64(1L << 40)),
                Arguments.of(new Int32(1), new Bool(true)),
                Arguments.of(LongText.of("1"), new Int32(1)),
                Arguments.of(new Int32(1), new Float64(1.5)),
                Arguments.of(new Decimal(0, 1), new Int32(1)),
                Arguments.of(LongText.of("a"), new ByteArray(Bytes.of("b"))),
                Arguments.of(new ByteArray(Bytes.of("1")), new Int32(1)),
                Arguments.of(list(LongText.of("a")), list(new ByteArray(Bytes.of("a")))),
                Arguments.of(list(new Int32(1)), list(new Int64(1))));
    }

    @ParameterizedTest
    @MethodSource("different")
    void otherValuesAndClassesAreNotTheSame(FieldValue wanted, FieldValue actual) {
        assertThat(fits(NONE.with("a", wanted), NONE.with("a", actual))).isFalse();
    }

    @Test
    void forgetsWhatIsUnbound() {
        Bound headers = new Bound("headers").to("q", "", A1).without("q", "", A1);

        assertThat(headers.queuesFor("", A1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "any", "all-with-x", "any-with-x"})
    void takesTheFourModes(String mode) {
        ExchangeTypes.require("headers")
                .validate(Bound.binding("q", "", NONE.with("x-match", mode)));
    }

    @Test
    void refusesAnotherMode() {
        assertRefused(
                LongText.of("foo"),
                "Invalid x-match field value <<\"foo\">>; expected all, any, all-with-x, or any-with-x");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of(new Int32(23), "signedint (value 23)"),
                Arguments.of(new Bool(true), "bool (value true)"),
                Arguments.of(NoValue.INSTANCE, "void (value undefined)"),
                Arguments.of(new Timestamp(1577836800), "timestamp (value 1577836800)"),
                Arguments.of(new Decimal(2, 125), "decimal (value {2,125})"),
                Arguments.of(
                        new FieldValue.Array(List.of(new Int32(1), LongText.of("a"))),
                        "array (value [{signedint,1},{longstr,<<\"a\">>}])"),
                Arguments.of(
                        new Table(NONE.with("a", true)), "table (value [{<<\"a\">>,bool,true}])"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void refusesAModeThatIsNoText(FieldValue mode, String text) {
        assertRefused(mode, "Invalid x-match field type " + text + "; expected longstr");
    }

    private static void assertRefused(FieldValue mode, String text) {
        Binding binding = Bound.binding("q", "", NONE.with("x-match", mode));

        assertThatThrownBy(() -> ExchangeTypes.require("headers").validate(binding))
                .isInstanceOf(AmqpException.class)
                .hasMessage(text);
    }
}
