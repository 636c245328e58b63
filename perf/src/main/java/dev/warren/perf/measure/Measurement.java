package dev.warren.perf.measure;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/// Looks at the meters from time to time and sums up. Owned by the reporting thread; the time comes
/// in with each call.
public final class Measurement {

    private final List<Meter> meters;
    private final LatencySum confirm;
    private final LatencySum endToEnd;
    private DoubleSummaryStatistics sentRates = new DoubleSummaryStatistics();
    private DoubleSummaryStatistics confirmedRates = new DoubleSummaryStatistics();
    private DoubleSummaryStatistics receivedRates = new DoubleSummaryStatistics();
    private long beginNanos;
    private Totals atBegin = Totals.NONE;
    private long lastNanos;
    private Totals last = Totals.NONE;

    public Measurement(List<Meter> meters, long nowNanos) {
        this.meters = List.copyOf(meters);
        this.confirm = new LatencySum(meters.stream().map(Meter::confirmLatency).toList());
        this.endToEnd = new LatencySum(meters.stream().map(Meter::endToEndLatency).toList());
        this.beginNanos = nowNanos;
        this.lastNanos = nowNanos;
    }

    /// Sums over all meters, now.
    public Totals totals() {
        Totals sum = Totals.NONE;
        for (Meter meter : meters) {
            sum = sum.plus(meter.totals());
        }
        return sum;
    }

    /// Ends an interval.
    public Interval look(long nowNanos) {
        Totals now = totals();
        var interval =
                new Interval(
                        nowNanos,
                        nowNanos - lastNanos,
                        now.minus(last),
                        confirm.take(),
                        endToEnd.take());
        if (interval.isFull()) {
            sentRates.accept(interval.perSecond(interval.counts().sent()));
            confirmedRates.accept(interval.perSecond(interval.counts().confirmed()));
            receivedRates.accept(interval.perSecond(interval.counts().received()));
        }
        lastNanos = nowNanos;
        last = now;
        return interval;
    }

    /// Forgets what was measured until the last look: warm-up is over. Totals stay.
    public void restart() {
        beginNanos = lastNanos;
        atBegin = last;
        sentRates = new DoubleSummaryStatistics();
        confirmedRates = new DoubleSummaryStatistics();
        receivedRates = new DoubleSummaryStatistics();
        confirm.restart();
        endToEnd.restart();
    }

    /// Up to the last look.
    public Summary summary() {
        return new Summary(
                last,
                lastNanos - beginNanos,
                last.minus(atBegin),
                new Summary.Spread(rates(sentRates), rates(confirmedRates), rates(receivedRates)),
                confirm.measured(),
                endToEnd.measured());
    }

    private static Rates rates(DoubleSummaryStatistics seconds) {
        return seconds.getCount() == 0 ? Rates.NONE : new Rates(seconds.getMin(), seconds.getMax());
    }
}
