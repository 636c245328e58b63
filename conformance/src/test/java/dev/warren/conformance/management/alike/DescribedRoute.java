package dev.warren.conformance.management.alike;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One method of one path, as `/api/x/openapi.json` has it.
///
/// @param path with `{vhost}` and the like
public record DescribedRoute(String method, String path) {

    /// All that the broker has.
    public static List<DescribedRoute> all(Http http) {
        JsonNode paths = http.get("/api/x/openapi.json").json().path("paths");
        List<DescribedRoute> routes = new ArrayList<>();
        paths.properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method ->
                                        routes.add(
                                                new DescribedRoute(
                                                        method.toUpperCase(Locale.ROOT),
                                                        path.getKey()))));
        return routes;
    }

    public boolean hasBraces() {
        return path.contains("{");
    }

    /// The path with this in the place of each word in braces.
    public String pathWith(String encoded) {
        return path.replaceAll("\\{[a-z_]+}", java.util.regex.Matcher.quoteReplacement(encoded));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
