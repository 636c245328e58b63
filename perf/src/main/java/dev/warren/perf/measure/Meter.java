package dev.warren.perf.measure;

/// What one event loop counts and times. Written by that loop only, once for each batch where it
/// can be.
public final class Meter {

    private final Counter sent = new Counter();
    private final Counter confirmed = new Counter();
    private final Counter refused = new Counter();
    private final Counter received = new Counter();
    private final LatencyLog confirmLatency = new LatencyLog();
    private final LatencyLog endToEndLatency = new LatencyLog();

    public Counter sent() {
        return sent;
    }

    public Counter confirmed() {
        return confirmed;
    }

    public Counter refused() {
        return refused;
    }

    public Counter received() {
        return received;
    }

    /// From the moment a message was to be sent until its confirm was read.
    public LatencyLog confirmLatency() {
        return confirmLatency;
    }

    /// From the moment a message was to be sent until a consumer's event loop read it.
    public LatencyLog endToEndLatency() {
        return endToEndLatency;
    }

    /// From any thread.
    public Totals totals() {
        return new Totals(sent.value(), confirmed.value(), refused.value(), received.value());
    }
}
