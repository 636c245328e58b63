package dev.warren.management.metrics;

/// What has become of the spans of traces since the node started.
///
/// @param sent those that the collector has taken
/// @param dropped those for which there was no room, or that the collector did not take
public record SpanCounts(long sent, long dropped) {

    void write(Exposition out) {
        out.single(
                "warren_tracing_spans_sent_total",
                MetricType.COUNTER,
                "Spans that the collector of traces has taken",
                sent);
        out.single(
                "warren_tracing_spans_dropped_total",
                MetricType.COUNTER,
                "Spans that were lost: no room for them, or the collector did not take them",
                dropped);
    }
}
