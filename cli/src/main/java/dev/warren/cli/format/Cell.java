package dev.warren.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/// One value, as each format shows it.
///
/// @param plain in lines with tabs, and in CSV
/// @param pretty in a drawn table, where RabbitMQ leaves out what holds lists together
public record Cell(String plain, String pretty, JsonNode json) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static Cell text(String text) {
        return new Cell(text, text, JSON.textNode(text));
    }

    /// What is not known is shown as nothing.
    public static Cell of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> text("");
            case STRING -> text(value.asText());
            case BOOLEAN, NUMBER -> new Cell(value.asText(), value.asText(), value);
            case OBJECT -> table(value);
            case ARRAY -> list(value);
            case BINARY, POJO -> throw new IllegalStateException("not from JSON: " + value);
        };
    }

    /// Arguments, properties: names with values of many types.
    private static Cell table(JsonNode object) {
        return new Cell(
                ErlangTerms.plain(object), ErlangTerms.binaries(object), ErlangTerms.typed(object));
    }

    /// An empty table comes as an empty list too.
    private static Cell list(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.isTextual() ? word.asText() : word.toString()));
        return new Cell("[" + String.join(", ", words) + "]", String.join("", words), array);
    }

    /// An address such as `127.0.0.1`, which is a list of numbers in JSON.
    public static Cell address(String address) {
        ArrayNode numbers = JSON.arrayNode();
        for (String part : address.split("\\.")) {
            if (part.isEmpty() || !part.chars().allMatch(Character::isDigit)) {
                return text(address);
            }
            numbers.add(Integer.parseInt(part));
        }
        return new Cell(address, "{" + address.replace('.', ',') + "}", numbers);
    }

    /// The protocol `{0,9,1}`.
    public static Cell version(int... parts) {
        ArrayNode numbers = JSON.arrayNode();
        List<String> words = new ArrayList<>();
        for (int part : parts) {
            numbers.add(part);
            words.add(String.valueOf(part));
        }
        String term = "{" + String.join(",", words) + "}";
        return new Cell(term, term, numbers);
    }
}
