package dev.warren.management.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people have written about routes, by `GET /api/overview`.
///
/// @param routes in the order of the file
public record RouteNotes(Map<String, Note> routes) {

    private static final String RESOURCE = "routes.txt";

    /// What is not in the file.
    private static final Note UNKNOWN = new Note("", false, false, List.of(), List.of());

    /// @param isList whether it takes pages, names, sorting and columns
    /// @param hasRates whether it takes ranges of samples
    /// @param query parameters of the query
    /// @param body fields of the body; empty when it has none, or is no object of known fields
    public record Note(
            String summary, boolean isList, boolean hasRates, List<Field> query, List<Field> body) {

        public Note {
            query = List.copyOf(query);
            body = List.copyOf(body);
        }
    }

    /// @param type one of JSON Schema, or `any`
    public record Field(String name, String type, boolean isRequired) {}

    public RouteNotes {
        routes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }

    static RouteNotes read() {
        Map<String, Note> routes = new LinkedHashMap<>();
        try (InputStream in = RouteNotes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            new BufferedReader(new InputStreamReader(in, UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*", -1))
                    .forEach(cells -> routes.put(cells[0], note(cells)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RouteNotes(routes);
    }

    private static Note note(String[] cells) {
        List<String> words = cells.length < 3 ? List.of() : List.of(cells[2].split(" ", -1));
        List<Field> query = new ArrayList<>();
        List<Field> body = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("?")) {
                query.add(field(word.substring(1)));
            } else if (!word.startsWith("@")) {
                body.add(field(word));
            }
        }
        return new Note(cells[1], words.contains("@list"), words.contains("@rates"), query, body);
    }

    private static Field field(String word) {
        int colon = word.indexOf(':');
        String name = word.substring(0, colon);
        boolean isRequired = name.endsWith("!");
        return new Field(
                isRequired ? name.substring(0, name.length() - 1) : name,
                word.substring(colon + 1),
                isRequired);
    }

    /// What is known of a route.
    ///
    /// @param route `GET /api/overview`
    Note of(String route) {
        return routes.getOrDefault(route, UNKNOWN);
    }
}
