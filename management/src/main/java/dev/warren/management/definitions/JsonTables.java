package dev.warren.management.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// JSON objects as field tables, with the types that RabbitMQ gives them.
final class JsonTables {

    private JsonTables() {}

    /// Also of an empty array, which old exports have where there are no arguments, and of an array
    /// of pairs, `[["max-length",5]]`, which `rabbitmqctl export_definitions` writes for what was
    /// set by `rabbitmqctl`.
    static FieldTable table(JsonNode object) {
        FieldTable table = FieldTable.EMPTY;
        if (object.isArray()) {
            for (JsonNode pair : object) {
                if (pair.size() == 2 && pair.path(0).isTextual()) {
                    table = table.with(pair.path(0).textValue(), value(pair.path(1)));
                }
            }
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            table = table.with(entry.getKey(), value(entry.getValue()));
        }
        return table;
    }

    static FieldValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> new FieldValue.Bool(node.booleanValue());
            case NUMBER ->
                    node.isIntegralNumber()
                            ? new FieldValue.Int64(node.longValue())
                            : new FieldValue.Float64(node.doubleValue());
            case ARRAY -> new FieldValue.Array(values(node));
            case OBJECT -> new FieldValue.Table(table(node));
            case NULL, MISSING -> new FieldValue.NoValue();
            case STRING, BINARY, POJO -> new FieldValue.LongText(Bytes.of(node.asText()));
        };
    }

    private static List<FieldValue> values(JsonNode array) {
        List<FieldValue> values = new ArrayList<>();
        array.forEach(element -> values.add(value(element)));
        return values;
    }
}
