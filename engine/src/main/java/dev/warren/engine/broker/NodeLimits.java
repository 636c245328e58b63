package dev.warren.engine.broker;

/// How much of one kind a node lets in at all; [#UNLIMITED] is no limit.
///
/// @param connectionsMax connections that are open at once
/// @param channelsMax channels that are open at once, in all connections
public record NodeLimits(int connectionsMax, int channelsMax) {

    public static final int UNLIMITED = -1;

    public static final NodeLimits NONE = new NodeLimits(UNLIMITED, UNLIMITED);
}
