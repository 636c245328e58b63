package dev.warren.management.own;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination.ToQueue;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.FieldsView;
import dev.warren.management.view.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What is connected with what in a virtual host: bindings, alternate exchanges, and where dead
/// letters go.
public final class Graph {

    /// So many nodes and so many edges are told; `truncated` says that there are more.
    static final int ELEMENTS_MAX = 10_000;

    public Reply of(Request request) {
        VirtualHost vhost = request.vhost();
        List<Map<String, Object>> nodes = new ArrayList<>();
        List<Map<String, Object>> edges = new ArrayList<>();
        vhost.exchanges().values().stream()
                .sorted(Comparator.comparing(Exchange::name))
                .limit(ELEMENTS_MAX + 1)
                .forEach(exchange -> add(exchange, nodes, edges));
        vhost.queues().values().stream()
                .sorted(Comparator.comparing(QueueDefinition::name))
                .limit(ELEMENTS_MAX + 1)
                .forEach(queue -> add(vhost, queue, nodes, edges));
        return Reply.ok(
                Json.object(
                        "vhost",
                        vhost.name(),
                        "nodes",
                        cut(nodes),
                        "edges",
                        cut(edges),
                        "truncated",
                        nodes.size() > ELEMENTS_MAX || edges.size() > ELEMENTS_MAX));
    }

    private static <T> List<T> cut(List<T> list) {
        return list.subList(0, Math.min(list.size(), ELEMENTS_MAX));
    }

    private static void add(
            Exchange exchange, List<Map<String, Object>> nodes, List<Map<String, Object>> edges) {
        String id = id("exchange", exchange.name());
        nodes.add(node(id, "exchange", exchange.name(), exchange.definition().type()));
        for (Binding binding : exchange.bindings()) {
            if (edges.size() > ELEMENTS_MAX) {
                return;
            }
            String kind = binding.destination() instanceof ToQueue ? "queue" : "exchange";
            Map<String, Object> edge = edge(id, id(kind, binding.destination().name()), "binding");
            edge.put("routing_key", binding.key().toString());
            edge.put("arguments", FieldsView.of(binding.arguments()));
            edges.add(edge);
        }
        ShortString alternate = exchange.alternateOrNull();
        if (alternate != null) {
            edges.add(edge(id, id("exchange", alternate), "alternate"));
        }
    }

    private static void add(
            VirtualHost vhost,
            QueueDefinition queue,
            List<Map<String, Object>> nodes,
            List<Map<String, Object>> edges) {
        String id = id("queue", queue.name());
        nodes.add(node(id, "queue", queue.name(), queue.type().name()));
        var letters = vhost.settings(queue).deadLettering();
        ShortString exchange = letters.exchange();
        if (exchange == null || edges.size() > ELEMENTS_MAX) {
            return;
        }
        ShortString key = letters.routingKey();
        boolean isToQueue = exchange.isEmpty() && key != null;
        Map<String, Object> edge =
                edge(
                        id,
                        isToQueue && key != null ? id("queue", key) : id("exchange", exchange),
                        "dead_letter");
        edge.put("routing_key", key == null ? null : key.toString());
        edges.add(edge);
    }

    private static String id(String kind, ShortString name) {
        return kind + ":" + name;
    }

    private static Map<String, Object> node(String id, String kind, ShortString name, String type) {
        return Json.object("id", id, "kind", kind, "name", name.toString(), "type", type);
    }

    private static Map<String, Object> edge(String from, String to, String kind) {
        return Json.object("from", from, "to", to, "kind", kind);
    }
}
