package dev.warren.perf.measure;

/// A whole run. `totals` counts everything, warm-up included; the rest is of the measured time
/// only.
public record Summary(
        Totals totals,
        long measuredNanos,
        Totals measured,
        Spread spread,
        Latency confirm,
        Latency endToEnd) {

    /// Slowest and fastest seconds.
    public record Spread(Rates sent, Rates confirmed, Rates received) {}

    public Summary withTotals(Totals changed) {
        return new Summary(changed, measuredNanos, measured, spread, confirm, endToEnd);
    }

    public double perSecond(long count) {
        return Rates.perSecond(count, measuredNanos);
    }
}
