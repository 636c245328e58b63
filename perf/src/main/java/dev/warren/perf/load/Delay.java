package dev.warren.perf.load;

/// How long messages are to wait at a delayed exchange before they are routed: each for a time of
/// its own between two.
///
/// @param minMillis 0 for messages that go straight to their queue
/// @param maxMillis as many, when all wait for the same time
public record Delay(int minMillis, int maxMillis) {

    /// Messages do not wait.
    public static final Delay NONE = new Delay(0, 0);

    /// Where they wait.
    public static final String EXCHANGE = "perf-delayed";

    public Delay {
        if (maxMillis < minMillis) {
            throw new IllegalArgumentException(
                    "a delay from " + minMillis + " to " + maxMillis + " ms");
        }
    }

    public boolean isNone() {
        return maxMillis == 0;
    }
}
