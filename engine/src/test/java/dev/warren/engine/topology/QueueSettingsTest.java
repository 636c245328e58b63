package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueSettings.Waiting;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueueSettingsTest {

    private static final FieldTable QUORUM = FieldTable.EMPTY.with("x-queue-type", "quorum");

    private static FieldTable table(String key, @Nullable Long value) {
        return value == null ? FieldTable.EMPTY : FieldTable.EMPTY.with(key, new Int64(value));
    }

    private static FieldTable words(String key, @Nullable String value) {
        return value == null ? FieldTable.EMPTY : FieldTable.EMPTY.with(key, value);
    }

    @Test
    void nothingAppliesToAQueueOfWhichNothingIsAsked() {
        assertThat(QueueSettings.NONE.lifetimes())
                .isEqualTo(new QueueSettings.Lifetimes(null, null));
        assertThat(QueueSettings.NONE.length())
                .isEqualTo(new QueueSettings.LengthLimit(null, null, Overflow.DROP_HEAD));
        assertThat(QueueSettings.NONE.delivering())
                .isEqualTo(new QueueSettings.Delivering(null, false, null, null, Waiting.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({
        "5, , , 5",
        ", 5, , 5",
        ", , 5, 5",
        "3, 5, 7, 3",
        "7, 3, 5, 3",
        "7, 5, 3, 3",
        "0, 5, , 0",
        ", , , "
    })
    void lowestNumberApplies(
            @Nullable Long argument,
            @Nullable Long policy,
            @Nullable Long operator,
            @Nullable Long applies) {
        QueueSettings settings =
                QueueSettings.of(
                        table("x-max-length", argument),
                        table("max-length", policy),
                        table("max-length", operator));

        assertThat(settings.length().messagesMax()).isEqualTo(applies);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                number("message-ttl", of -> of.lifetimes().messageTtlMillis()),
                number("expires", of -> of.lifetimes().expiresMillis()),
                number("max-length", of -> of.length().messagesMax()),
                number("max-length-bytes", of -> of.length().bytesMax()),
                number("delivery-limit", of -> of.delivering().deliveryLimit()),
                number("consumer-timeout", of -> of.delivering().consumerTimeoutMillis()));
    }

    private static Arguments number(String key, Function<QueueSettings, @Nullable Long> setting) {
        return Arguments.of(key, setting);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberMayComeByArgumentPolicyOrOperator(
            String key, Function<QueueSettings, @Nullable Long> setting) {
        FieldTable policy = table(key, 7L);
        FieldTable operator = table(key, 3L);

        assertThat(setting.apply(QueueSettings.of(QUORUM, policy, null))).isEqualTo(7);
        assertThat(setting.apply(QueueSettings.of(QUORUM, null, operator))).isEqualTo(3);
        assertThat(setting.apply(QueueSettings.of(QUORUM, policy, operator))).isEqualTo(3);
        assertThat(
                        setting.apply(
                                QueueSettings.of(
                                        QUORUM.with("x-" + key, new Int64(2)), policy, operator)))
                .isEqualTo(2);
    }

    @Test
    void deadLettersMayBeRoutedByPolicyAlone() {
        FieldTable policy =
                words("dead-letter-exchange", "dlx")
                        .with("dead-letter-routing-key", "k")
                        .with("dead-letter-strategy", "at-least-once")
                        .with("overflow", "reject-publish");

        assertThat(QueueSettings.of(QUORUM, policy, null).deadLettering())
                .isEqualTo(
                        new QueueSettings.DeadLettering(
                                ShortString.of("dlx"),
                                ShortString.of("k"),
                                DeadLetterStrategy.AT_LEAST_ONCE));
        assertThat(QueueSettings.of(FieldTable.EMPTY, policy, null).deadLettering().strategy())
                .isEqualTo(DeadLetterStrategy.AT_MOST_ONCE);
    }

    @Test
    void windowAndItsKeysComeTogetherFromArgumentsAndPolicy() {
        FieldTable policy =
                table("dedup-window", 500L)
                        .with("dedup-key", "header:order")
                        .with("dedup-max-keys", new Int64(7));

        QueueSettings settings = QueueSettings.of(table("x-dedup-window", 900L), policy, null);

        assertThat(settings.deduplication())
                .isEqualTo(
                        new QueueSettings.Deduplication(
                                500L,
                                new KeyRule(KeyRule.Source.HEADER, ShortString.of("order")),
                                7,
                                false));
        assertThat(QueueSettings.NONE.deduplication().isAsked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a, b, c, a", ", b, c, c", ", b, , b", "a, , c, a"})
    void argumentNamesFirstThenTheOperator(
            @Nullable String argument,
            @Nullable String policy,
            @Nullable String operator,
            String applies) {
        QueueSettings settings =
                QueueSettings.of(
                        words("x-dead-letter-exchange", argument),
                        words("dead-letter-exchange", policy),
                        words("dead-letter-exchange", operator));

        assertThat(settings.deadLettering().exchange()).isEqualTo(ShortString.of(applies));
    }

    @Test
    void prioritiesAndSingleActiveConsumerComeByArgumentOnly() {
        FieldTable policy =
                FieldTable.EMPTY
                        .with("max-priority", new Int32(5))
                        .with("single-active-consumer", true);
        FieldTable arguments =
                FieldTable.EMPTY
                        .with("x-max-priority", new Int32(9))
                        .with("x-single-active-consumer", true);

        assertThat(QueueSettings.of(FieldTable.EMPTY, policy, policy))
                .isEqualTo(QueueSettings.NONE);
        assertThat(QueueSettings.of(arguments, policy, null).delivering())
                .isEqualTo(new QueueSettings.Delivering(9, true, null, null, Waiting.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({", , 20", "5, , 5", "5, 3, 3", ", 30, 30", "-1, , ", "-1, 4, 4"})
    void quorumQueueHasADeliveryLimit(
            @Nullable Long argument, @Nullable Long policy, @Nullable Long applies) {
        FieldTable arguments =
                argument == null ? QUORUM : QUORUM.with("x-delivery-limit", new Int64(argument));

        QueueSettings settings = QueueSettings.of(arguments, table("delivery-limit", policy), null);

        assertThat(settings.delivering().deliveryLimit()).isEqualTo(applies);
    }

    @Test
    void classicQueueHasNoDeliveryLimit() {
        QueueSettings settings =
                QueueSettings.of(FieldTable.EMPTY, table("delivery-limit", 5L), null);

        assertThat(settings).isEqualTo(QueueSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "drop-head, DROP_HEAD, DROP_HEAD",
        "reject-publish, REJECT_PUBLISH, REJECT_PUBLISH",
        "reject-publish-dlx, REJECT_PUBLISH_DLX, DROP_HEAD"
    })
    void overflowDependsOnTheType(String word, Overflow classic, Overflow quorum) {
        FieldTable policy = words("overflow", word);

        assertThat(QueueSettings.of(FieldTable.EMPTY, policy, null).length().overflow())
                .isEqualTo(classic);
        assertThat(QueueSettings.of(QUORUM, policy, null).length().overflow()).isEqualTo(quorum);
    }

    @Test
    void deadLettersAreSafeOnlyWhenNothingIsDroppedAtTheHead() {
        FieldTable safe =
                QUORUM.with("x-dead-letter-strategy", "at-least-once")
                        .with("x-dead-letter-exchange", "");
        FieldTable policy = words("overflow", "reject-publish");

        assertThat(QueueSettings.of(safe, null, null).deadLettering().strategy())
                .isEqualTo(DeadLetterStrategy.AT_MOST_ONCE);
        assertThat(QueueSettings.of(safe, policy, null).deadLettering().strategy())
                .isEqualTo(DeadLetterStrategy.AT_LEAST_ONCE);
    }

    @Test
    void nameThatNoExchangeCanHaveIsNone() {
        FieldTable arguments = words("x-dead-letter-exchange", "x".repeat(256));

        assertThat(QueueSettings.of(arguments, null, null)).isEqualTo(QueueSettings.NONE);
    }
}
