package dev.warren.links;

/// How a link is to be done.
///
/// @param name for logs: `shovel 'orders' in vhost '/'`
/// @param reconnectDelayMillis how long after a failure it begins again; [#NEVER] when it does not
public record LinkPlan(String name, LinkWork work, long reconnectDelayMillis) {

    public static final long NEVER = 0;
}
