package dev.warren.cli.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/// JSON: an object, or a list with one line for each entry.
final class JsonFormatter implements Formatter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public boolean hasBanner() {
        return false;
    }

    @Override
    public String show(Outcome outcome, boolean hasHeaders) {
        return switch (outcome) {
            case Outcome.Done(String node) ->
                    JSON.objectNode().put("node", node).put("result", "ok") + "\n";
            case Outcome.Said(var _, var json, var _) -> json + "\n";
            case Outcome.Raw(String text) -> text;
            case Outcome.Listed(Rows rows, var _) ->
                    rows.rows().isEmpty()
                            ? "[\n]\n"
                            : rows.rows().stream()
                                    .map(row -> object(rows.columns(), row) + "\n")
                                    .collect(Collectors.joining(",", "[\n", "]\n"));
        };
    }

    private static ObjectNode object(List<String> columns, List<Cell> row) {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < columns.size(); i++) {
            object.set(columns.get(i), row.get(i).json());
        }
        return object;
    }
}
