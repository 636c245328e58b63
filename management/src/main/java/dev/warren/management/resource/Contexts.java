package dev.warren.management.resource;

import dev.warren.management.http.PathPrefix;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import java.util.List;
import java.util.Map;

/// What is served over HTTP, and where: `contexts` of the overview and of a node.
///
/// @param prefix below which the HTTP API is
public record Contexts(NodeFacts facts, PathPrefix prefix) {

    private static final String METRICS = "prometheus";

    /// New maps, which may be added to.
    List<Map<String, Object>> all() {
        return facts.listeners().get().stream()
                .filter(listening -> listening.protocol().startsWith("http"))
                .map(this::one)
                .toList();
    }

    private Map<String, Object> one(NodeFacts.Listening listening) {
        boolean isMetrics = listening.protocol().contains(METRICS);
        return Json.object(
                "description",
                isMetrics ? "Metrics" : "HTTP API",
                "path",
                isMetrics || prefix.text().isEmpty() ? "/" : prefix.text(),
                "ip",
                listening.host(),
                "port",
                String.valueOf(listening.port()));
    }
}
