package dev.warren.management.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The object of a body: its fields by name and type. What is not as it should be is refused with
/// 400, in RabbitMQ's words.
public record JsonBody(ObjectNode node) {

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /// Refuses a body without these fields.
    public void require(String... fields) {
        List<String> missing = new ArrayList<>();
        for (String field : fields) {
            if (!has(field)) {
                missing.add("{key_missing," + field + "}");
            }
        }
        if (!missing.isEmpty()) {
            throw ApiException.badRequest("[" + String.join(",", missing) + "]");
        }
    }

    public JsonNode value(String field) {
        return node.path(field);
    }

    public @Nullable String textOrNull(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ApiException.badRequest(field + " should be a string");
        }
        return value.textValue();
    }

    public String text(String field) {
        require(field);
        String text = textOrNull(field);
        return text == null ? "" : text;
    }

    public String text(String field, String otherwise) {
        String text = textOrNull(field);
        return text == null ? otherwise : text;
    }

    /// A text of at most 255 bytes.
    public ShortString shortText(String field) {
        return shortString(field, text(field));
    }

    public @Nullable ShortString shortTextOrNull(String field) {
        String text = textOrNull(field);
        return text == null ? null : shortString(field, text);
    }

    private static ShortString shortString(String field, String text) {
        try {
            return ShortString.of(text);
        } catch (IllegalArgumentException tooLong) {
            throw ApiException.badRequest(field + " is longer than 255 bytes");
        }
    }

    /// The object in a field; an empty one when it is not there, or is an empty array, as some
    /// clients send it.
    public JsonBody inside(String field) {
        JsonNode value = node.path(field);
        if (value instanceof ObjectNode object) {
            return new JsonBody(object);
        }
        if (has(field) && !(value.isArray() && value.isEmpty())) {
            throw ApiException.badRequest(field + " should be an object");
        }
        return new JsonBody(node.objectNode());
    }

    /// `true`, `false`, or either as a text, as `rabbitmqadmin` sends it.
    public boolean flag(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiException.badTerm("not_boolean", value.asText());
        };
    }

    /// A whole number, also as a text.
    public long number(String field, long otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        try {
            return Long.parseLong(value.asText());
        } catch (NumberFormatException e) {
            throw ApiException.badTerm("not_int", field);
        }
    }

    /// An object as a table. An empty array is one too, as some clients send it.
    public FieldTable table(String field) {
        JsonNode value = node.path(field);
        boolean isNothing = value.isMissingNode() || value.isNull();
        if (isNothing || (value.isArray() && value.isEmpty())) {
            return FieldTable.EMPTY;
        }
        if (!value.isObject()) {
            throw ApiException.badRequest(field + " should be an object");
        }
        return JsonFields.table(value);
    }

    /// An array of texts, or one text with commas.
    public List<String> texts(String field) {
        JsonNode value = node.path(field);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(element.asText()));
        } else if (value.isTextual()) {
            for (String part : value.textValue().split(",", -1)) {
                if (!part.isBlank()) {
                    texts.add(part.strip());
                }
            }
        } else if (!value.isMissingNode() && !value.isNull()) {
            throw ApiException.badRequest(field + " should be a list or a string");
        }
        return texts;
    }
}
