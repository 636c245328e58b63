package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.topology.QueueSettings.Streaming;
import org.junit.jupiter.api.Test;

/// What arguments and policies say of a stream, together.
class StreamSettingsTest {

    private static final FieldTable STREAM = FieldTable.EMPTY.with("x-queue-type", "stream");

    @Test
    void theLowerOneApplies() {
        FieldTable arguments =
                STREAM.with("x-max-age", "2h").with("x-max-length-bytes", new Int64(700));
        FieldTable policy =
                FieldTable.EMPTY
                        .with("max-age", "90m")
                        .with("max-length-bytes", new Int64(800))
                        .with("stream-max-segment-size-bytes", new Int64(5_000))
                        .with("stream-filter-size-bytes", new Int64(32));

        QueueSettings settings = QueueSettings.of(arguments, policy, null);

        assertThat(settings.streaming()).isEqualTo(new Streaming(5_400_000L, 5_000, 32));
        assertThat(settings.length().bytesMax()).isEqualTo(700);
    }

    @Test
    void nothingIsForgottenUnlessSomebodySaysSo() {
        assertThat(QueueSettings.of(STREAM, null, null).streaming())
                .isEqualTo(new Streaming(null, 500_000_000, 16));
    }

    @Test
    void agesAreNumbersWithAUnit() {
        assertThat(AgeText.millisOrNull("1Y")).isEqualTo(365L * 24 * 60 * 60 * 1000);
        assertThat(AgeText.millisOrNull("2M")).isEqualTo(60L * 24 * 60 * 60 * 1000);
        assertThat(AgeText.millisOrNull("3D")).isEqualTo(3L * 24 * 60 * 60 * 1000);
        assertThat(AgeText.millisOrNull("4h")).isEqualTo(4L * 60 * 60 * 1000);
        assertThat(AgeText.millisOrNull("5m")).isEqualTo(5L * 60 * 1000);
        assertThat(AgeText.millisOrNull("6s")).isEqualTo(6_000);
        assertThat(AgeText.millisOrNull("999999999999999999Y")).isEqualTo(Long.MAX_VALUE);
        assertThat(AgeText.millisOrNull("")).isNull();
        assertThat(AgeText.millisOrNull("h")).isNull();
        assertThat(AgeText.millisOrNull("-1h")).isNull();
        assertThat(AgeText.millisOrNull("1x")).isNull();
    }
}
