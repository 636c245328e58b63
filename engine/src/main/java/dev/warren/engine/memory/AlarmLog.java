package dev.warren.engine.memory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into the log that publishers are held, and that they go on, in the words of RabbitMQ
/// (seen at 3.10.8), because people and tools look for them. Which limit was reached, and by how
/// much, is said where it is noticed.
public final class AlarmLog implements ResourceAlarm.ResourceWatcher {

    private static final Logger LOG = LoggerFactory.getLogger("warren.alarm");

    private static final String SET =
            """
            {} resource limit alarm set on node {}.

            **********************************************************
            *** Publishers will be blocked until this alarm clears ***
            **********************************************************
            """;

    private final String node;

    public AlarmLog(String node) {
        this.node = node;
    }

    @Override
    public void changed(String resource, boolean isShort) {
        if (isShort) {
            LOG.warn(SET, resource, node);
        } else {
            LOG.warn("{} resource limit alarm cleared on node {}", resource, node);
            LOG.warn("{} resource limit alarm cleared across the cluster", resource);
        }
    }
}
