package dev.warren.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What a command that has not failed ends with.
public sealed interface Outcome {

    JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// It is done, and there is nothing to say.
    ///
    /// @param node who did it
    record Done(String node) implements Outcome {}

    /// A list.
    ///
    /// @param isStream whether it says nothing at all when it is empty; other lists say so by an
    ///   empty line
    record Listed(Rows rows, boolean isStream) implements Outcome {}

    /// A text for people, and the same for programs.
    ///
    /// @param rows for CSV; null where RabbitMQ fails with it
    record Said(String text, JsonNode json, @Nullable Rows rows) implements Outcome {}

    /// A text in its own format, whatever is asked for.
    record Raw(String text) implements Outcome {}

    /// `{"message": text}`
    static Said message(String text) {
        return new Said(text, JSON.objectNode().put("message", text), null);
    }

    /// `{"node": ..., "result": "ok", "value": text}`
    static Said value(String node, String text) {
        return value(node, text, JSON.textNode(text));
    }

    static Said value(String node, String text, JsonNode value) {
        ObjectNode json = JSON.objectNode().put("node", node).put("result", "ok");
        json.set("value", value);
        return new Said(text, json, null);
    }
}
