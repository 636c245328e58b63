package dev.warren.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Iterator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// JSON in the words of RabbitMQ's own terms, which scripts look for in what is printed.
///
/// Types are guessed from values: over HTTP a number does not say how wide it was.
public final class ErlangTerms {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ErlangTerms() {}

    /// How the names and the texts in a term are written.
    private record Words(UnaryOperator<String> name, UnaryOperator<String> text) {}

    private static final Words PLAIN = new Words(ErlangTerms::quoted, ErlangTerms::quoted);
    private static final Words SETTINGS = new Words(ErlangTerms::atom, ErlangTerms::binary);

    /// `[{"x-message-ttl",600000}]`
    static String plain(JsonNode node) {
        return term(node, PLAIN);
    }

    /// `[{'disk_free_limit.absolute',<<"50MB">>},{log_level,<<"info">>}]`, with this between the
    /// settings. Settings within a value are `[{relative,0.4}]`.
    public static String settings(JsonNode object, String between) {
        return pairs(object, SETTINGS, between);
    }

    /// The value of one of them.
    public static String setting(JsonNode value) {
        return term(value, SETTINGS);
    }

    private static String term(JsonNode node, Words words) {
        return switch (node.getNodeType()) {
            case OBJECT -> pairs(node, words, ",");
            case ARRAY ->
                    elements(node)
                            .map(value -> term(value, words))
                            .collect(Collectors.joining(",", "[", "]"));
            case STRING -> words.text().apply(node.asText());
            case NULL, MISSING -> "undefined";
            case BOOLEAN, NUMBER, BINARY, POJO -> node.asText();
        };
    }

    private static String pairs(JsonNode object, Words words, String between) {
        return fields(object)
                .map(field ->
                        "{"
                                + words.name().apply(field.getKey())
                                + ","
                                + term(field.getValue(), words)
                                + "}")
                .collect(Collectors.joining(between, "[", "]"));
    }

    /// `{<<"x-message-ttl">>,signedint,600000}`, one behind the other.
    static String binaries(JsonNode table) {
        return fields(table)
                .map(field ->
                        "{%s,%s,%s}"
                                .formatted(
                                        binary(field.getKey()),
                                        type(field.getValue()),
                                        binaryValue(field.getValue())))
                .collect(Collectors.joining());
    }

    /// A name, in quotes unless it is made of letters, digits, `_` and `@`.
    private static String atom(String name) {
        return name.matches("[a-z][A-Za-z0-9_@]*")
                ? name
                : "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String binaryValue(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT ->
                    fields(node)
                            .map(field ->
                                    "{%s,%s,%s}"
                                            .formatted(
                                                    binary(field.getKey()),
                                                    type(field.getValue()),
                                                    binaryValue(field.getValue())))
                            .collect(Collectors.joining(",", "[", "]"));
            case ARRAY ->
                    elements(node)
                            .map(value -> "{" + type(value) + "," + binaryValue(value) + "}")
                            .collect(Collectors.joining(",", "[", "]"));
            case STRING -> binary(node.asText());
            case NULL, MISSING -> "undefined";
            case BOOLEAN, NUMBER, BINARY, POJO -> node.asText();
        };
    }

    /// `[["x-message-ttl","signedint",600000]]`
    static ArrayNode typed(JsonNode table) {
        ArrayNode all = JSON.arrayNode();
        fields(table)
                .forEach(field ->
                        all.add(
                                JSON.arrayNode()
                                        .add(field.getKey())
                                        .add(type(field.getValue()))
                                        .add(typedValue(field.getValue()))));
        return all;
    }

    private static JsonNode typedValue(JsonNode node) {
        if (node.isObject()) {
            return typed(node);
        }
        if (!node.isArray()) {
            return node;
        }
        ArrayNode all = JSON.arrayNode();
        elements(node)
                .forEach(
                        value -> all.add(JSON.arrayNode().add(type(value)).add(typedValue(value))));
        return all;
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "table";
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER ->
                    !node.isIntegralNumber()
                            ? "double"
                            : node.canConvertToInt() ? "signedint" : "long";
            case NULL, MISSING -> "void";
            case STRING, BINARY, POJO -> "longstr";
        };
    }

    private static String binary(String text) {
        return "<<" + quoted(text) + ">>";
    }

    static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\033", "\\e")
                + "\"";
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode node) {
        return node.properties().stream();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        Iterator<JsonNode> elements = node.elements();
        Iterable<JsonNode> all = () -> elements;
        return StreamSupport.stream(all.spliterator(), false);
    }
}
