package dev.warren.engine.auth;

/// How many connections and channels a user may have open on this node at once, all connections
/// together. [#UNLIMITED] is no limit, 0 lets nothing through.
public record UserLimits(int connectionsMax, int channelsMax) {

    /// What stands for "no limit" in RabbitMQ's definitions as well.
    public static final int UNLIMITED = -1;

    public static final UserLimits NONE = new UserLimits(UNLIMITED, UNLIMITED);

    /// Throws [IllegalArgumentException] below -1.
    public UserLimits {
        if (connectionsMax < UNLIMITED || channelsMax < UNLIMITED) {
            throw new IllegalArgumentException(
                    "limits of a user are -1 or more: " + connectionsMax + ", " + channelsMax);
        }
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
