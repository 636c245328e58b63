package dev.warren.engine.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a change of policies has changed: a pure function.
final class PolicyChanges {

    private PolicyChanges() {}

    /// The same queues and exchanges are in both.
    static List<TopologyEvent> between(VirtualHost before, VirtualHost now) {
        List<TopologyEvent> events = new ArrayList<>();
        for (Exchange exchange : now.exchanges().values()) {
            if (!Objects.equals(
                    exchange.policyOrNull(),
                    before.requireExchange(exchange.name()).policyOrNull())) {
                events.add(
                        new TopologyEvent.ExchangePolicyChanged(now.name(), exchange.definition()));
            }
        }
        for (QueueDefinition queue : now.queues().values()) {
            if (hasOtherSettings(before, now, queue)) {
                events.add(new TopologyEvent.QueueSettingsChanged(queue, now.settings(queue)));
            }
        }
        return events;
    }

    private static boolean hasOtherSettings(
            VirtualHost before, VirtualHost now, QueueDefinition queue) {
        QueuePolicy known = before.policies().ofQueueOrNull(queue.name());
        QueuePolicy applies = now.policies().ofQueueOrNull(queue.name());
        return !Objects.equals(known, applies)
                && !before.settings(queue).equals(now.settings(queue));
    }
}
