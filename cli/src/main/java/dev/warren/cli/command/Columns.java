package dev.warren.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Rows;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.LineReader;
import dev.warren.cli.line.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The columns that a list may have, and where in the API's JSON each is.
final class Columns {

    private final Map<String, Function<JsonNode, Cell>> known = new LinkedHashMap<>();

    /// Columns that have the names they have in the API.
    Columns same(String... names) {
        for (String name : names) {
            known.put(name, entry -> Cell.of(entry.path(name)));
        }
        return this;
    }

    /// A column with another name there: `/channel_details/name`.
    Columns at(String name, String pointer) {
        known.put(name, entry -> Cell.of(entry.at(pointer)));
        return this;
    }

    Columns of(String name, Function<JsonNode, Cell> value) {
        known.put(name, value);
        return this;
    }

    /// Columns that RabbitMQ has and Warren knows nothing of: they are empty.
    Columns empty(String... names) {
        for (String name : names) {
            known.put(name, _ -> Cell.text(""));
        }
        return this;
    }

    List<String> names() {
        return List.copyOf(known.keySet());
    }

    /// Whether any of these entries has something in a column.
    boolean isAnywhere(String name, JsonNode entries) {
        return rows(List.of(name), entries).rows().stream()
                .anyMatch(row -> !row.getFirst().plain().isEmpty());
    }

    /// Columns of the line, or all those that are shown by default.
    static List<String> asked(Line line, List<String> defaults) {
        List<String> asked = new ArrayList<>();
        for (String argument : line.arguments()) {
            Arrays.stream(argument.split(",")).filter(name -> !name.isEmpty()).forEach(asked::add);
        }
        return asked.isEmpty() ? defaults : asked;
    }

    void require(Line line, Usage usage) {
        List<String> strange =
                asked(line, List.of()).stream().filter(name -> !known.containsKey(name)).toList();
        if (!strange.isEmpty()) {
            throw LineReader.invalidArguments(
                    line, usage, "Info key(s) " + String.join(",", strange) + " are not supported");
        }
    }

    Rows rows(List<String> names, JsonNode entries) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode entry : entries) {
            rows.add(
                    names.stream()
                            .map(name -> known.getOrDefault(name, _ -> Cell.text("")).apply(entry))
                            .toList());
        }
        return new Rows(names, rows);
    }
}
