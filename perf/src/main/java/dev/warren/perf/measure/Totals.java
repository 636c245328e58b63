package dev.warren.perf.measure;

/// How many messages were sent, confirmed, refused by the broker (basic.nack) and received.
public record Totals(long sent, long confirmed, long refused, long received) {

    public static final Totals NONE = new Totals(0, 0, 0, 0);

    public Totals plus(Totals other) {
        return new Totals(
                sent + other.sent,
                confirmed + other.confirmed,
                refused + other.refused,
                received + other.received);
    }

    public Totals minus(Totals earlier) {
        return new Totals(
                sent - earlier.sent,
                confirmed - earlier.confirmed,
                refused - earlier.refused,
                received - earlier.received);
    }
}
