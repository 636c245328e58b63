package dev.warren.conformance.management.alike;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an answer consists of: status, headers, keys and their types, the words of errors. No other
/// values, which two brokers cannot have in common.
public final class Facts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Headers whose values say something about the API.
    private static final Set<String> TOLD =
            Set.of(
                    "allow",
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-type",
                    "location",
                    "vary",
                    "www-authenticate");

    /// They depend on the way and not on the answer.
    private static final Set<String> LEFT_OUT = Set.of("connection", "keep-alive", "date");

    /// Both of `[]` and `{}`: RabbitMQ writes the first for the second.
    public static final String NOTHING = "nothing";

    private final SortedMap<String, String> facts = new TreeMap<>();

    private Facts() {}

    public static SortedMap<String, String> of(HttpResponse<String> answer) {
        Facts facts = new Facts();
        facts.facts.put("status", Integer.toString(answer.statusCode()));
        answer.headers().map().forEach((name, values) -> facts.header(name, values.getFirst()));
        facts.body(answer.statusCode(), answer.body());
        return facts.facts;
    }

    private void header(String name, String value) {
        String known = name.toLowerCase(java.util.Locale.ROOT);
        if (!LEFT_OUT.contains(known)) {
            facts.put("header " + known, TOLD.contains(known) ? value : "there");
        }
    }

    private void body(int status, String body) {
        if (body.isEmpty()) {
            facts.put("body", "empty");
            return;
        }
        try {
            JsonNode json = JSON.readTree(body);
            add("body", json);
            if (status >= 400) {
                word("error", json);
                word("reason", json);
            }
        } catch (JsonProcessingException e) {
            facts.put("body", "text");
        }
    }

    private void word(String key, JsonNode json) {
        JsonNode value = json.path(key);
        if (!value.isMissingNode()) {
            facts.put(key, value.isTextual() ? value.textValue() : value.toString());
        }
    }

    private void add(String path, JsonNode value) {
        merge(path, type(value));
        if (value.isObject()) {
            value.properties().forEach(field -> add(path + "." + field.getKey(), field.getValue()));
        } else if (value.isArray()) {
            value.forEach(element -> add(path + "[]", element));
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> value.isEmpty() ? NOTHING : value.isArray() ? "array" : "object";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case STRING -> "string";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> throw new IllegalStateException("not JSON");
        };
    }

    /// What an element of an array is in one place and another in the next, it is both.
    private void merge(String path, String type) {
        String known = facts.get(path);
        Set<String> types = new TreeSet<>(Set.of(type));
        if (known != null) {
            types.addAll(Arrays.asList(known.split("\\|")));
        }
        facts.put(path, String.join("|", types));
    }
}
