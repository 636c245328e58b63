package dev.warren.perf;

import dev.warren.perf.measure.Latency;
import java.util.Locale;

/// A flat JSON object on one line. Names are our own and need no escapes.
final class JsonLine {

    private final StringBuilder text = new StringBuilder("{");

    JsonLine(String type) {
        text.append("\"type\":\"").append(type).append('"');
    }

    JsonLine with(String name, long value) {
        text.append(",\"").append(name).append("\":").append(value);
        return this;
    }

    JsonLine with(String name, double value) {
        return raw(name, String.format(Locale.ROOT, "%.3f", value));
    }

    /// Milliseconds; nothing at all when there was nothing to be timed.
    JsonLine with(String name, Latency latency) {
        if (latency.isEmpty()) {
            return this;
        }
        return with(name + "_p50_ms", Units.millis(latency.p50Nanos()))
                .with(name + "_p99_ms", Units.millis(latency.p99Nanos()))
                .with(name + "_p999_ms", Units.millis(latency.p999Nanos()))
                .with(name + "_max_ms", Units.millis(latency.maxNanos()));
    }

    private JsonLine raw(String name, String value) {
        text.append(",\"").append(name).append("\":").append(value);
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
