package dev.warren.links.parameter;

/// How many messages a link may have on their way and not settled.
public final class Prefetch {

    /// Where a parameter does not say.
    public static final int DEFAULT = 1_000;

    /// The widest that `basic.qos` can say.
    private static final int MAX = 65_535;

    private Prefetch() {}

    /// What `basic.qos` is told.
    ///
    /// @param wanted what a parameter says: 0 and less would be no limit, which here is as many as
    ///   the protocol can name
    public static int of(long wanted) {
        return wanted <= 0 ? MAX : (int) Math.min(wanted, MAX);
    }
}
