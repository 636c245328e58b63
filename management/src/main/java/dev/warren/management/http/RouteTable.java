package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All routes, found by the path as it came: it is split at its slashes before `%2F` becomes one.
///
/// Of two that fit, the one with fewer braces at the front is meant, which is the one that stands
/// first in the table.
public final class RouteTable {

    /// A path that exists.
    ///
    /// @param allowed the methods it has for everybody
    record Found(Map<String, List<Candidate>> byMethod, Set<String> allowed) {

        /// `/api/queues/{vhost}`
        String pattern() {
            Candidate any = byMethod.values().iterator().next().getFirst();
            return "/" + String.join("/", any.route().segments());
        }
    }

    /// A route with what its braces stand for.
    record Candidate(Route route, Map<String, String> values) {}

    /// By the first two segments, which are never in braces.
    private final Map<String, List<Route>> byBeginning = new HashMap<>();

    public RouteTable(List<Route> routes) {
        for (Route route : routes) {
            byBeginning
                    .computeIfAbsent(beginning(route.segments()), _ -> new ArrayList<>())
                    .add(route);
        }
    }

    private static String beginning(List<String> segments) {
        return segments.size() < 2 ? segments.getFirst() : segments.get(0) + "/" + segments.get(1);
    }

    /// What is at the path, or null when nothing is. 400 when it is not encoded well.
    @Nullable Found findOrNull(String rawPath) {
        List<String> path = new ArrayList<>();
        for (String part : Route.split(rawPath.startsWith("/") ? rawPath : "/" + rawPath)) {
            path.add(decode(part));
        }
        List<Route> near = byBeginning.get(beginning(path));
        if (near == null) {
            return null;
        }
        Map<String, List<Candidate>> byMethod = new HashMap<>();
        List<String> shape = null;
        for (Route route : near) {
            Map<String, String> values = route.matchOrNull(path);
            if (values != null && (shape == null || shape.equals(route.segments()))) {
                shape = route.segments();
                byMethod.computeIfAbsent(route.method(), _ -> new ArrayList<>())
                        .add(new Candidate(route, values));
            }
        }
        return byMethod.isEmpty() ? null : new Found(byMethod, allowed(open(byMethod)));
    }

    /// Without those that only the node's own command line may use.
    private static Set<String> open(Map<String, List<Candidate>> byMethod) {
        Set<String> open = new HashSet<>();
        byMethod.forEach((method, candidates) -> {
            if (!(candidates.getFirst().route().handler() instanceof LocalOnly)) {
                open.add(method);
            }
        });
        return open;
    }

    private static Set<String> allowed(Set<String> methods) {
        Set<String> allowed = new LinkedHashSet<>();
        for (String method : List.of("HEAD", "GET", "PUT", "POST", "DELETE", "OPTIONS")) {
            boolean isThere =
                    method.equals("OPTIONS")
                            || methods.contains(method.equals("HEAD") ? "GET" : method);
            if (isThere) {
                allowed.add(method);
            }
        }
        return allowed;
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("the path is not encoded well");
        }
    }
}
