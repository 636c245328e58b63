package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Decimal;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingSettingsTest {

    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final FieldTable QUORUM = NONE.with("x-queue-type", "quorum");

    @Test
    void nothingIsRetriedOrDelayedUnlessSomebodySaysSo() {
        assertThat(QueueSettings.NONE.waiting()).isEqualTo(QueueSettings.Waiting.NOTHING);
        assertThat(QueueSettings.of(NONE.with("x-retry-attempts", number(3)), null, null).waiting())
                .isEqualTo(QueueSettings.Waiting.NOTHING);
    }

    @Test
    void baseAloneSwitchesItOn() {
        Retrying retrying = of(NONE.with("x-retry-base", number(1_000)), null);

        assertThat(retrying.backOff()).isEqualTo(new BackOff(1_000, 2, 3_600_000, 0.1, false));
        assertThat(retrying.retriesMax()).isEqualTo(10);
        assertThat(retrying.parkQueue()).isNull();
        assertThat(retrying.on()).isEqualTo(EnumSet.allOf(Setback.class));
    }

    @Test
    void policySaysTheSame() {
        FieldTable policy =
                NONE.with("retry-base", number(500))
                        .with("retry-factor", new Float64(1.5))
                        .with("retry-max", number(60_000))
                        .with("retry-jitter", LongText.of("0.25"))
                        .with("retry-attempts", number(3))
                        .with("retry-park-queue", LongText.of("parked"))
                        .with("retry-on", LongText.of("reject, crash"));

        Retrying retrying = of(NONE, policy);

        assertThat(retrying)
                .isEqualTo(
                        new Retrying(
                                new BackOff(500, 1.5, 60_000, 0.25, false),
                                3,
                                ShortString.of("parked"),
                                Set.of(Setback.DISCARDED, Setback.CRASHED)));
    }

    @Test
    void lowerNumberHoldsAndTheArgumentsNames() {
        FieldTable arguments =
                NONE.with("x-retry-base", number(500))
                        .with("x-retry-factor", new Decimal(1, 35))
                        .with("x-retry-park-queue", LongText.of("mine"))
                        .with("x-retry-on", new Array(List.of(LongText.of("timeout"))));
        FieldTable policy =
                NONE.with("retry-base", number(200))
                        .with("retry-factor", number(4))
                        .with("retry-park-queue", LongText.of("theirs"))
                        .with("retry-on", LongText.of("nack"));

        Retrying retrying = of(arguments, policy);

        assertThat(retrying.backOff().baseMillis()).isEqualTo(200);
        assertThat(retrying.backOff().factor()).isEqualTo(3.5);
        assertThat(retrying.parkQueue()).isEqualTo(ShortString.of("mine"));
        assertThat(retrying.on()).containsExactly(Setback.TIMED_OUT);
    }

    @Test
    void keysOfRabbitMqMeanLinearGrowthUpToTheDeliveryLimit() {
        FieldTable arguments =
                QUORUM.with("x-delayed-retry-type", "failed")
                        .with("x-delayed-retry-min", number(100))
                        .with("x-delayed-retry-max", number(1_000));

        Retrying retrying = of(arguments, null);

        assertThat(retrying)
                .isEqualTo(
                        new Retrying(
                                new BackOff(100, 1, 1_000, 0, true),
                                QueueSettings.QUORUM_DELIVERY_LIMIT,
                                null,
                                Set.of(Setback.FAILED, Setback.CRASHED)));
    }

    @Test
    void returnedMessagesAreTriedAgainForEver() {
        FieldTable policy =
                NONE.with("delayed-retry-type", "returned").with("delayed-retry-min", number(100));

        Retrying retrying = of(QUORUM, policy);

        assertThat(retrying.on()).containsExactlyInAnyOrder(Setback.REQUEUED, Setback.TIMED_OUT);
        assertThat(retrying.retriesMax()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void keysOfRabbitMqMeanNothingToAClassicQueueOrWhenDisabled() {
        FieldTable policy =
                NONE.with("delayed-retry-type", "all").with("delayed-retry-min", number(100));

        assertThat(QueueSettings.of(NONE, policy, null).waiting().retrying()).isNull();
        assertThat(
                        QueueSettings.of(
                                        QUORUM.with("x-delayed-retry-type", "disabled"),
                                        policy,
                                        null)
                                .waiting()
                                .retrying())
                .isNull();
    }

    @Test
    void deliveriesAreDelayedByTheLowerNumber() {
        QueueSettings settings =
                QueueSettings.of(
                        NONE.with("x-delivery-delay", number(500)),
                        NONE.with("delivery-delay", number(200)),
                        null);

        assertThat(settings.waiting().deliveryDelayMillis()).isEqualTo(200);
    }

    private static Retrying of(FieldTable arguments, @Nullable FieldTable policy) {
        return Objects.requireNonNull(
                QueueSettings.of(arguments, policy, null).waiting().retrying());
    }

    private static FieldValue number(int value) {
        return new Int32(value);
    }
}
