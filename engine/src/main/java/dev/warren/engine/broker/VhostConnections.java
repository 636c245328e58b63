package dev.warren.engine.broker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many connections each virtual host has. Any thread.
final class VhostConnections {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /// Counts one more, unless that would be more than the limit.
    boolean enter(String vhost, long max) {
        int now = counts.merge(vhost, 1, Integer::sum);
        if (now > max) {
            leave(vhost);
            return false;
        }
        return true;
    }

    void leave(String vhost) {
        counts.computeIfPresent(vhost, (_, count) -> count == 1 ? null : count - 1);
    }

    int count(String vhost) {
        return counts.getOrDefault(vhost, 0);
    }
}
