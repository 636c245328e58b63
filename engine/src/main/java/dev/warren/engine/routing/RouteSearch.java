package dev.warren.engine.routing;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.Guard;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.message.Delay;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One message's search for its queues, from exchange to exchange. Owned by the call that made it.
///
/// Every exchange is asked once, so circles of bindings or of alternate exchanges end.
final class RouteSearch {

    private final VirtualHost vhost;
    private final List<ShortString> keys;
    private final AskedHeaders headers;

    private final Map<ShortString, QueueDefinition> queues = new LinkedHashMap<>();
    private final Map<ShortString, Exchange> consulted = new LinkedHashMap<>();
    private final List<Destination> absent = new ArrayList<>();
    private final List<Exchange> delaying = new ArrayList<>();

    /// The exchanges reached, in the order in which they are asked.
    private final List<Exchange> reached = new ArrayList<>();

    private boolean isLeadingSomewhere;

    /// What stands on the way to where the search is.
    private List<Guard> passed = List.of();

    /// The same for exchanges and for queues, where that is anything.
    private final Map<ShortString, List<Guard>> toExchanges = new HashMap<>();

    private final Map<ShortString, List<Guard>> toQueues = new LinkedHashMap<>();

    RouteSearch(VirtualHost vhost, List<ShortString> keys, Headers headers) {
        this.vhost = vhost;
        this.keys = keys;
        this.headers = new AskedHeaders(headers);
    }

    Route from(Exchange start) {
        reach(start);
        if (start.isDefault()) {
            keys.forEach(this::reachQueueByName);
        } else {
            for (int asked = 0; asked < reached.size(); asked++) {
                ask(reached.get(asked));
            }
        }
        return new Route(
                List.copyOf(queues.values()),
                reached,
                absent,
                delaying,
                headers.areAsked(),
                guards());
    }

    private void reachQueueByName(ShortString key) {
        QueueDefinition queue = vhost.queueOrNull(key);
        if (queue == null) {
            absent.add(new Destination.ToQueue(key));
        } else {
            queues.put(key, queue);
        }
    }

    private void ask(Exchange exchange) {
        if (exchange.delays() && Delay.millis(headers.table()) > 0) {
            delaying.add(exchange);
            return;
        }
        isLeadingSomewhere = false;
        passed = toExchanges.getOrDefault(exchange.name(), List.of());
        for (ShortString key : exchange.followsExtraKeys() ? keys : keys.subList(0, 1)) {
            exchange.route(key, headers, this::reach);
        }
        ShortString alternate = exchange.alternateOrNull();
        if (!isLeadingSomewhere && alternate != null) {
            reachAlternate(alternate);
        }
    }

    private void reach(Destination destination) {
        isLeadingSomewhere = true;
        switch (destination) {
            case Destination.ToQueue(var name) -> {
                if (queues.putIfAbsent(name, vhost.requireQueue(name)) != null) {
                    toQueues.computeIfPresent(name, (_, known) -> common(known, passed));
                } else if (!passed.isEmpty()) {
                    toQueues.put(name, passed);
                }
            }
            case Destination.ToExchange(var name) -> {
                if (!consulted.containsKey(name)) {
                    reach(vhost.requireExchange(name));
                }
            }
        }
    }

    private void reachAlternate(ShortString name) {
        Exchange alternate = vhost.exchangeOrNull(name);
        if (alternate == null) {
            absent.add(new Destination.ToExchange(name));
        } else if (!alternate.isDefault() && !consulted.containsKey(name)) {
            // The default exchange has no bindings to follow: as an alternate it leads nowhere
            // (RabbitMQ 3.10).
            reach(alternate);
        }
    }

    private void reach(Exchange exchange) {
        consulted.put(exchange.name(), exchange);
        reached.add(exchange);
        Guard guard = exchange.guardOrNull();
        if (guard != null || !passed.isEmpty()) {
            List<Guard> way = new ArrayList<>(passed);
            if (guard != null) {
                way.add(guard);
            }
            toExchanges.put(exchange.name(), way);
        }
    }

    private static List<Guard> common(List<Guard> one, List<Guard> other) {
        return one.stream().filter(other::contains).toList();
    }

    private Map<Guard, Set<Long>> guards() {
        if (toQueues.isEmpty() && (delaying.isEmpty() || toExchanges.isEmpty())) {
            return Map.of();
        }
        Map<Guard, Set<Long>> guards = new HashMap<>();
        toQueues.forEach((name, way) -> add(guards, way, vhost.requireQueue(name).id()));
        for (Exchange exchange : delaying) {
            List<Guard> way = toExchanges.getOrDefault(exchange.name(), List.of());
            add(guards, way, exchange.definition().holdingId());
        }
        return guards;
    }

    private static void add(Map<Guard, Set<Long>> guards, List<Guard> way, long queue) {
        way.forEach(guard -> guards.computeIfAbsent(guard, _ -> new HashSet<>()).add(queue));
    }
}
