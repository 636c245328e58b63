package dev.warren.management.openapi;

import dev.warren.management.http.Need;
import dev.warren.management.http.Offer;
import dev.warren.management.http.Route;
import dev.warren.management.view.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Parts of the description that many routes share.
final class Components {

    /// Parameters of the query that all lists take.
    static final List<Object> OF_LISTS =
            references("page", "page_size", "name", "use_regex", "sort", "sort_reverse", "columns");

    /// Those of numbers over time.
    static final List<Object> OF_RATES =
            references("lengths_age", "lengths_incr", "msg_rates_age", "msg_rates_incr");

    private Components() {}

    private static List<Object> references(String... names) {
        return Stream.of(names)
                .<Object>map(name -> Json.object("$ref", "#/components/parameters/" + name))
                .toList();
    }

    static Map<String, Object> all() {
        return Json.object(
                "securitySchemes",
                Json.object(
                        "basic",
                        Json.object("type", "http", "scheme", "basic"),
                        "session",
                        Json.object("type", "apiKey", "in", "cookie", "name", "auth")),
                "parameters",
                Json.object(
                        "page",
                        query("page", "integer", "Which page, from 1; all without it"),
                        "page_size",
                        query("page_size", "integer", "Things on a page: 100, at most 500"),
                        "name",
                        query("name", "string", "What names contain; only with page"),
                        "use_regex",
                        query("use_regex", "boolean", "name is a regular expression"),
                        "sort",
                        query("sort", "string", "Sorted by this column: message_stats.publish"),
                        "sort_reverse",
                        query("sort_reverse", "boolean", "The last comes first"),
                        "columns",
                        query("columns", "string", "Only these columns, with commas between"),
                        "lengths_age",
                        query("lengths_age", "integer", "Samples of lengths: how far back, in s"),
                        "lengths_incr",
                        query("lengths_incr", "integer", "Seconds between samples of lengths"),
                        "msg_rates_age",
                        query("msg_rates_age", "integer", "Samples of rates: how far back, in s"),
                        "msg_rates_incr",
                        query("msg_rates_incr", "integer", "Seconds between samples of rates")),
                "schemas",
                Json.object(
                        "Error",
                        Json.object(
                                "type",
                                "object",
                                "required",
                                List.of("error", "reason"),
                                "properties",
                                Json.object(
                                        "error",
                                        Json.object("type", "string"),
                                        "reason",
                                        Json.object("type", List.of("string", "array"))))),
                "responses",
                Json.object(
                        "BadRequest",
                        failure("What was sent cannot be understood, or not be done"),
                        "NotAllowed",
                        failure("No login, or too few rights"),
                        "NotFound",
                        failure("There is no such thing"),
                        "NotWell",
                        failure("What was asked about is not well")));
    }

    private static Map<String, Object> query(String name, String type, String about) {
        return Json.object(
                "name",
                name,
                "in",
                "query",
                "description",
                about,
                "schema",
                Json.object("type", type));
    }

    private static Map<String, Object> failure(String about) {
        return Json.object(
                "description",
                about,
                "content",
                json(Json.object("$ref", "#/components/schemas/Error")));
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Json.object("application/json", Json.object("schema", schema));
    }

    static Map<String, Object> ofPath(String name) {
        return Json.object(
                "name",
                name,
                "in",
                "path",
                "required",
                true,
                "schema",
                Json.object("type", "string"));
    }

    static Map<String, Object> ofQuery(RouteNotes.Field field) {
        return Json.object(
                "name", field.name(), "in", "query", "schema", Json.object("type", field.type()));
    }

    static Map<String, Object> body(List<RouteNotes.Field> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RouteNotes.Field field : fields) {
            properties.put(
                    field.name(),
                    field.type().equals("any") ? Json.object() : Json.object("type", field.type()));
        }
        Map<String, Object> schema = Json.object("type", "object", "properties", properties);
        List<String> required =
                fields.stream()
                        .filter(RouteNotes.Field::isRequired)
                        .map(RouteNotes.Field::name)
                        .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return Json.object("content", json(schema));
    }

    static Map<String, Object> responses(Route route, String path) {
        Map<String, Object> responses = new LinkedHashMap<>();
        switch (route.method()) {
            case "PUT" -> {
                responses.put("201", Json.object("description", "It is new"));
                responses.put("204", Json.object("description", "It is as asked for"));
            }
            case "DELETE" -> responses.put("204", Json.object("description", "It is gone"));
            case "POST" -> responses.put("2XX", Json.object("description", "It is done"));
            default -> responses.put("200", answer(route.offer()));
        }
        responses.put("400", reference("BadRequest"));
        if (route.need() != Need.NOTHING) {
            responses.put("401", reference("NotAllowed"));
        }
        if (path.contains("{")) {
            responses.put("404", reference("NotFound"));
        }
        if (path.startsWith("/api/health/checks/")) {
            responses.put("503", reference("NotWell"));
        }
        return responses;
    }

    private static Map<String, Object> answer(Offer offer) {
        return Json.object(
                "description", "The answer", "content", Json.object(offer.type(), Json.object()));
    }

    private static Map<String, Object> reference(String name) {
        return Json.object("$ref", "#/components/responses/" + name);
    }
}
