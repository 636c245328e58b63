package dev.warren.engine.routing;

import dev.warren.engine.dedup.Guard;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a message goes, and on what that rests: a cache may keep it as long as [#isCurrent] says
/// so.
///
/// - `queues`: each once, in the order in which they were found.
/// - `consulted`: the exchanges that were asked, the one published to first.
/// - `absent`: what was looked for by name and is not there, an alternate exchange for one.
/// - `delaying`: the exchanges at which the message has to wait before they route it. What they
///   lead to is not in `queues`.
/// - `dependsOnHeaders`: more than the key was asked for (headers, properties or chance), so that
///   another message with the same key may go elsewhere.
/// - `guards`: what exchanges on the way ask so that queues know duplicates, with the numbers of
///   the queues that are reached through them and not otherwise. Where an exchange on the way
///   delays, that is the queue in which its messages wait: a duplicate is not to wait.
public record Route(
        List<QueueDefinition> queues,
        List<Exchange> consulted,
        List<Destination> absent,
        List<Exchange> delaying,
        boolean dependsOnHeaders,
        Map<Guard, Set<Long>> guards) {

    public Route {
        queues = List.copyOf(queues);
        consulted = List.copyOf(consulted);
        absent = List.copyOf(absent);
        delaying = List.copyOf(delaying);
        guards = Map.copyOf(guards);
    }

    public boolean isEmpty() {
        return queues.isEmpty() && delaying.isEmpty();
    }

    /// Whether an exchange on the way keeps its last messages, and routes this one now.
    public boolean passesHistory() {
        for (Exchange exchange : consulted) {
            if (passesHistory(exchange)) {
                return true;
            }
        }
        return false;
    }

    /// The same for one of the exchanges that were consulted.
    public boolean passesHistory(Exchange exchange) {
        return exchange.historyLength() > 0 && !delaying.contains(exchange);
    }

    /// Whether the same message would still go the same way. Not to be asked of a route that
    /// depends on headers.
    ///
    /// Looks up the consulted exchanges, most often one. A caller that has seen this very
    /// [VirtualHost] before need not ask again.
    public boolean isCurrent(VirtualHost now) {
        return hasSameExchanges(now) && hasSameQueues(now) && lacksTheSame(now);
    }

    private boolean hasSameExchanges(VirtualHost now) {
        for (Exchange exchange : consulted) {
            if (now.exchangeOrNull(exchange.name()) != exchange) {
                return false;
            }
        }
        return true;
    }

    /// The default exchange does not change when a queue does; every other exchange changes with
    /// its bindings.
    private boolean hasSameQueues(VirtualHost now) {
        if (!consulted.getFirst().isDefault()) {
            return true;
        }
        for (QueueDefinition queue : queues) {
            QueueDefinition found = now.queueOrNull(queue.name());
            if (found == null || found.id() != queue.id()) {
                return false;
            }
        }
        return true;
    }

    private boolean lacksTheSame(VirtualHost now) {
        for (Destination destination : absent) {
            boolean isThere =
                    switch (destination) {
                        case Destination.ToQueue(var name) -> now.queueOrNull(name) != null;
                        case Destination.ToExchange(var name) -> now.exchangeOrNull(name) != null;
                    };
            if (isThere) {
                return false;
            }
        }
        return true;
    }
}
