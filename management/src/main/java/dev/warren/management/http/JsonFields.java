package dev.warren.management.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// JSON as field values, with the types that RabbitMQ gives them.
public final class JsonFields {

    private JsonFields() {}

    public static FieldTable table(JsonNode object) {
        List<FieldTable.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            try {
                entries.add(
                        new FieldTable.Entry(
                                ShortString.of(entry.getKey()), value(entry.getValue())));
            } catch (IllegalArgumentException e) {
                throw ApiException.badRequest("a key is longer than 255 bytes");
            }
        }
        return new FieldTable(entries);
    }

    public static FieldValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> new FieldValue.Bool(node.booleanValue());
            case NUMBER -> number(node);
            case ARRAY -> new FieldValue.Array(values(node));
            case OBJECT -> new FieldValue.Table(table(node));
            case NULL, MISSING -> FieldValue.NoValue.INSTANCE;
            case STRING, BINARY, POJO -> new FieldValue.LongText(Bytes.of(node.asText()));
        };
    }

    private static FieldValue number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return new FieldValue.Float64(node.doubleValue());
        }
        if (!node.canConvertToLong()) {
            throw ApiException.badRequest("a number is too large: " + node.asText());
        }
        return new FieldValue.Int64(node.longValue());
    }

    private static List<FieldValue> values(JsonNode array) {
        List<FieldValue> values = new ArrayList<>();
        array.forEach(element -> values.add(value(element)));
        return values;
    }
}
