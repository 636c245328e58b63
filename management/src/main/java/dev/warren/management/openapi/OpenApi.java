package dev.warren.management.openapi;

import dev.warren.management.http.Listing;
import dev.warren.management.http.Need;
import dev.warren.management.http.PathPrefix;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Route;
import dev.warren.management.view.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Describes all routes. Any thread.
public final class OpenApi {

    private static final String VERSION = "3.1.0";

    private static final String ABOUT =
            "RabbitMQ's HTTP API and, below /api/x, Warren's own. Names in paths are percent-encoded:"
                    + " the virtual host / is %2F. What GET answers HEAD does too, and each path"
                    + " answers OPTIONS.";

    private final String product;
    private final PathPrefix prefix;
    private final Supplier<List<Route>> routes;

    /// Made for the first who asks.
    private volatile @Nullable Map<String, Object> made;

    /// @param product the version of the node
    /// @param prefix what all paths begin with
    /// @param routes all that there are, once somebody asks
    public OpenApi(String product, PathPrefix prefix, Supplier<List<Route>> routes) {
        this.product = product;
        this.prefix = prefix;
        this.routes = routes;
    }

    public Reply get(Request request) {
        return Listing.one(request, description());
    }

    Map<String, Object> description() {
        Map<String, Object> known = made;
        if (known == null) {
            known = make();
            made = known;
        }
        return known;
    }

    private Map<String, Object> make() {
        RouteNotes notes = RouteNotes.read();
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes.get()) {
            String path = "/" + String.join("/", route.segments());
            paths.computeIfAbsent(path, _ -> new LinkedHashMap<>())
                    .put(
                            route.method().toLowerCase(Locale.ROOT),
                            operation(route, path, notes.of(route.method() + " " + path)));
        }
        return Json.object(
                "openapi",
                VERSION,
                "info",
                Json.object("title", "Warren HTTP API", "version", product, "description", ABOUT),
                "servers",
                List.of(Json.object("url", prefix.text().isEmpty() ? "/" : prefix.text())),
                "security",
                List.of(Json.object("basic", List.of()), Json.object("session", List.of())),
                "paths",
                paths,
                "components",
                Components.all());
    }

    private static Map<String, Object> operation(Route route, String path, RouteNotes.Note note) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(route));
        operation.put("summary", note.summary());
        operation.put("tags", List.of(tag(route.segments())));
        operation.put("x-warren-need", route.need().name().toLowerCase(Locale.ROOT));
        if (route.need() == Need.NOTHING) {
            operation.put("security", List.of());
        }
        List<Object> parameters = new ArrayList<>();
        for (String segment : route.segments()) {
            if (segment.startsWith("{")) {
                parameters.add(Components.ofPath(segment.substring(1, segment.length() - 1)));
            }
        }
        if (note.isList()) {
            parameters.addAll(Components.OF_LISTS);
        }
        if (note.hasRates()) {
            parameters.addAll(Components.OF_RATES);
        }
        note.query().forEach(field -> parameters.add(Components.ofQuery(field)));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (!note.body().isEmpty()) {
            operation.put("requestBody", Components.body(note.body()));
        }
        operation.put("responses", Components.responses(route, path));
        return operation;
    }

    /// `get-queues-vhost`: each route has another.
    private static String operationId(Route route) {
        List<String> words = new ArrayList<>();
        words.add(route.method().toLowerCase(Locale.ROOT));
        for (String segment : route.segments()) {
            if (!segment.equals("api") && !segment.isEmpty()) {
                words.add(segment.startsWith("{") ? "by-" + bare(segment) : segment);
            }
        }
        return String.join("-", words);
    }

    private static String bare(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    /// What it is about: the first word of its path below `/api`.
    private static String tag(List<String> segments) {
        return segments.size() < 2 ? "pages" : segments.get(1).equals("x") ? "x" : segments.get(1);
    }
}
