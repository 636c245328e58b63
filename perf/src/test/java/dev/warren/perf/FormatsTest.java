package dev.warren.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import dev.warren.perf.load.Plan;
import dev.warren.perf.load.Plan.Consuming;
import dev.warren.perf.load.Plan.Extent;
import dev.warren.perf.load.Plan.Publishing;
import dev.warren.perf.measure.Interval;
import dev.warren.perf.measure.Latency;
import dev.warren.perf.measure.Rates;
import dev.warren.perf.measure.Summary;
import dev.warren.perf.measure.Totals;
import dev.warren.perf.process.Usage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FormatsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Latency LATENCY =
            new Latency(10, 310_000, 1_200_000, 3_440_000, 5_020_000);
    private static final Interval INTERVAL =
            new Interval(
                    2 * SECOND, SECOND, new Totals(12_345, 12_000, 0, 0), LATENCY, Latency.NONE);
    private static final Summary SUMMARY =
            new Summary(
                    new Totals(2_000, 2_000, 0, 1_999),
                    SECOND,
                    new Totals(1_000, 1_000, 0, 500),
                    new Summary.Spread(new Rates(900, 1_100), Rates.NONE, new Rates(1, 2)),
                    LATENCY,
                    Latency.NONE);

    @Test
    void secondTellsWhatThePlanHas() {
        String line = new TextFormat(plan(1, 100, 0)).second(2 * SECOND, INTERVAL, false);

        assertThat(line)
                .isEqualTo(
                        "   2.0 s  sent 12,345/s  confirmed 12,000/s  confirm p50 0.31 p99 1.20 p99.9 3.44 max 5.02 ms");
    }

    @Test
    void warmUpIsMarked() {
        assertThat(new TextFormat(plan(1, 0, 0)).second(SECOND, INTERVAL, true))
                .endsWith("(warm-up)");
        assertThat(new JsonFormat(true).second(SECOND, INTERVAL, true))
                .startsWith("{\"type\":\"warm-up\"");
    }

    @Test
    void summaryHasExactTotalsAndMeasuredRates() {
        String text = new TextFormat(plan(1, 100, 1)).summary(SUMMARY, new Usage(2, 3_000_000));

        assertThat(text.lines())
                .containsExactly(
                        "total: sent 2000, confirmed 2000, refused 0, received 1999",
                        "measured: 1.0 s",
                        "sent: 1,000/s (seconds from 900 to 1,100)",
                        "confirmed: 1,000/s",
                        "received: 500/s (seconds from 1 to 2)",
                        "confirm latency: p50 0.31 p99 1.20 p99.9 3.44 max 5.02 ms",
                        "broker: 2.00 CPU seconds, 4000.00 per million messages, 3 MB resident");
    }

    @Test
    void jsonIsFlatAndLeavesOutWhatWasNotTimed() {
        String json = new JsonFormat(false).summary(SUMMARY, null);

        assertThat(json)
                .startsWith(
                        "{\"type\":\"summary\",\"sent\":2000,\"confirmed\":2000,\"refused\":0,\"received\":1999,"
                                + "\"measured_seconds\":1.000,\"sent_per_second\":1000.000,")
                .contains("\"confirm_p999_ms\":3.440")
                .doesNotContain("end_to_end")
                .doesNotContain("broker")
                .endsWith("}");
    }

    @Test
    void costOfABrokerNobodyConsumesFromIsByMessagesSent() {
        assertThat(new JsonFormat(false).summary(SUMMARY, new Usage(1, 1)))
                .contains("\"broker_cpu_seconds_per_million\":1000.000");
        assertThat(new JsonFormat(true).summary(SUMMARY, new Usage(1, 1)))
                .contains("\"broker_cpu_seconds_per_million\":2000.000");
    }

    private static Plan plan(int producers, int confirms, int consumers) {
        return new Plan(
                List.of(ShortString.of("q")),
                new Publishing(producers, 12, false, confirms, 0),
                new Consuming(consumers, 1, 0),
                new Extent(0, 1, 1, 1));
    }
}
