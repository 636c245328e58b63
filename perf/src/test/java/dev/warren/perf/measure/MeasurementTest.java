package dev.warren.perf.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MeasurementTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Meter producers = new Meter();
    private final Meter consumers = new Meter();
    private final Measurement measurement = new Measurement(List.of(producers, consumers), 0);

    @Test
    void intervalHoldsWhatCameSinceTheLastLook() {
        producers.sent().add(100);
        measurement.look(SECOND);
        producers.sent().add(50);
        consumers.received().add(20);

        Interval interval = measurement.look(SECOND + SECOND / 2);

        assertThat(interval.counts()).isEqualTo(new Totals(50, 0, 0, 20));
        assertThat(interval.perSecond(50)).isEqualTo(100);
    }

    @Test
    void warmUpCountsForTheTotalsOnly() {
        producers.sent().add(1_000);
        producers.confirmLatency().record(900 * MILLI, 1_000);
        measurement.look(SECOND);
        measurement.restart();
        producers.sent().add(10);
        producers.confirmLatency().record(MILLI, 10);
        measurement.look(2 * SECOND);

        Summary summary = measurement.summary();

        assertThat(summary.totals().sent()).isEqualTo(1_010);
        assertThat(summary.measured().sent()).isEqualTo(10);
        assertThat(summary.perSecond(summary.measured().sent())).isEqualTo(10);
        assertThat(summary.confirm().count()).isEqualTo(10);
        assertThat(summary.confirm().maxNanos()).isCloseTo(MILLI, within(MILLI / 100));
    }

    @Test
    void slowestAndFastestSecondLeaveOutAShortLastOne() {
        producers.sent().add(30);
        measurement.look(SECOND);
        producers.sent().add(10);
        measurement.look(2 * SECOND);
        producers.sent().add(1);
        measurement.look(2 * SECOND + 100 * MILLI);

        assertThat(measurement.summary().spread().sent()).isEqualTo(new Rates(10, 30));
    }

    @Test
    void percentilesCountEveryMessageOfARun() {
        producers.confirmLatency().record(MILLI, 990);
        producers.confirmLatency().record(50 * MILLI, 10);

        Latency latency = measurement.look(SECOND).confirm();

        assertThat(latency.count()).isEqualTo(1_000);
        assertThat(latency.p50Nanos()).isCloseTo(MILLI, within(MILLI / 100));
        assertThat(latency.p99Nanos()).isCloseTo(MILLI, within(MILLI / 100));
        assertThat(latency.p999Nanos()).isCloseTo(50 * MILLI, within(MILLI));
        assertThat(latency.maxNanos()).isCloseTo(50 * MILLI, within(MILLI));
    }

    @Test
    void latenciesOfAllLoopsComeTogether() {
        producers.endToEndLatency().record(MILLI, 1);
        consumers.endToEndLatency().record(3 * MILLI, 1);

        measurement.look(SECOND);

        assertThat(measurement.summary().endToEnd().count()).isEqualTo(2);
    }

    @Test
    void latencyBeyondAllMeasureIsKeptAsTheHighest() {
        producers.confirmLatency().record(Long.MAX_VALUE, 1);
        producers.confirmLatency().record(-5, 1);

        Latency latency = measurement.look(SECOND).confirm();

        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.maxNanos()).isGreaterThanOrEqualTo(LatencyLog.HIGHEST_NANOS);
    }

    @Test
    void nothingMeasuredIsNothing() {
        assertThat(measurement.summary().spread().sent()).isEqualTo(Rates.NONE);
        assertThat(measurement.summary().perSecond(0)).isZero();
        assertThat(measurement.look(SECOND).confirm().isEmpty()).isTrue();
    }
}
