package dev.warren.management.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object of a definitions file, such as a queue: its fields by name and type.
///
/// @param kind where it stands, such as `queues`, for complaints
record Entry(String kind, JsonNode node) {

    String text(String field) throws DefinitionsException {
        String text = textOrNull(field);
        if (text == null) {
            throw complaint("has no text '" + field + "'");
        }
        return text;
    }

    @Nullable String textOrNull(String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    ShortString name(String field) throws DefinitionsException {
        String text = text(field);
        try {
            return ShortString.of(text);
        } catch (IllegalArgumentException tooLong) {
            throw complaint("has a '" + field + "' of more than 255 bytes");
        }
    }

    boolean flag(String field, boolean otherwise) throws DefinitionsException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw complaint("has a '" + field + "' that is neither true nor false");
        }
        return value.booleanValue();
    }

    /// An object as a table; an empty one when it is missing.
    FieldTable table(String field) {
        return JsonTables.table(node.path(field));
    }

    FieldValue value(String field) {
        return JsonTables.value(node.path(field));
    }

    /// An array of texts, or as old exports have it, a text with commas.
    List<String> texts(String field) {
        JsonNode value = node.path(field);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            for (String part : value.textValue().split(",", -1)) {
                if (!part.isBlank()) {
                    texts.add(part.strip());
                }
            }
        } else {
            value.forEach(element -> texts.add(element.asText()));
        }
        return texts;
    }

    /// The object in a field, which may be missing.
    Entry inside(String field) {
        JsonNode value = node.path(field);
        return new Entry(kind + "." + field, value.isObject() ? value : MissingNode.getInstance());
    }

    int number(String field, int otherwise) throws DefinitionsException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToInt()) {
            throw complaint("has a '" + field + "' that is no whole number");
        }
        return value.intValue();
    }

    DefinitionsException complaint(String how) {
        String name = textOrNull("name");
        return new DefinitionsException(
                "an entry of '"
                        + kind
                        + "'"
                        + (name == null ? "" : " ('" + name + "')")
                        + " "
                        + how);
    }
}
