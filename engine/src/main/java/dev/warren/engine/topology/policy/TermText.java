package dev.warren.engine.topology.policy;

import static java.util.stream.Collectors.joining;

import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.engine.exchange.FieldText;
import java.util.Map;

/// Values that came as JSON, as RabbitMQ's texts print them: `<<"a">>`, `-1`, `[1,2]`.
public final class TermText {

    private TermText() {}

    public static String of(FieldValue value) {
        return value instanceof Array(var values)
                ? values.stream().map(TermText::of).collect(joining(",", "[", "]"))
                : FieldText.term(value);
    }

    /// `[{<<"key">>,value}]`, with values as [#of] gives them.
    public static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> "{" + of(FieldValue.LongText.of(e.getKey())) + "," + e.getValue() + "}")
                .collect(joining(",", "[", "]"));
    }
}
