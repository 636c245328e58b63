package dev.warren.conformance.durable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Durable queues by name with the variant of their arguments, exchanges by name with their type,
/// and bindings between them. A value.
record TopologyModel(Map<String, Integer> queues, Map<String, String> exchanges, Set<Bond> bonds) {

    static final List<String> QUEUES = List.of("t0", "t1", "t2", "t3", "t4");
    static final List<String> EXCHANGES = List.of("x0", "x1", "x2");
    static final List<String> TYPES = List.of("direct", "topic");
    static final TopologyModel EMPTY = new TopologyModel(Map.of(), Map.of(), Set.of());

    /// Arguments that change nothing here but have to come back as they were.
    static final List<Map<String, Object>> VARIANTS =
            List.of(Map.of(), Map.of("x-max-length", 1_000), Map.of("x-max-length", 2_000));

    /// A binding. Its key is the queue's alone, so a message with it says whether the binding is
    /// there.
    record Bond(String exchange, String queue) {
        String key() {
            return "to." + queue;
        }
    }

    TopologyModel {
        queues = Map.copyOf(queues);
        exchanges = Map.copyOf(exchanges);
        bonds = Set.copyOf(bonds);
    }

    TopologyModel withQueue(String name, int variant) {
        var more = new HashMap<>(queues);
        more.put(name, variant);
        return new TopologyModel(more, exchanges, bonds);
    }

    TopologyModel withoutQueue(String name) {
        var fewer = new HashMap<>(queues);
        fewer.remove(name);
        var left = new HashSet<>(bonds);
        left.removeIf(bond -> bond.queue().equals(name));
        return new TopologyModel(fewer, exchanges, left);
    }

    TopologyModel withExchange(String name, String type) {
        var more = new HashMap<>(exchanges);
        more.put(name, type);
        return new TopologyModel(queues, more, bonds);
    }

    TopologyModel withoutExchange(String name) {
        var fewer = new HashMap<>(exchanges);
        fewer.remove(name);
        var left = new HashSet<>(bonds);
        left.removeIf(bond -> bond.exchange().equals(name));
        return new TopologyModel(queues, fewer, left);
    }

    TopologyModel with(Bond bond) {
        var more = new HashSet<>(bonds);
        more.add(bond);
        return new TopologyModel(queues, exchanges, more);
    }

    TopologyModel without(Bond bond) {
        var fewer = new HashSet<>(bonds);
        fewer.remove(bond);
        return new TopologyModel(queues, exchanges, fewer);
    }
}
