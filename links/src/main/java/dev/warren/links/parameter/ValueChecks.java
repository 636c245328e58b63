package dev.warren.links.parameter;

import dev.warren.codec.value.FieldValue;
import dev.warren.engine.exchange.FieldComparison;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The plain checks, with RabbitMQ's texts.
public final class ValueChecks {

    public static final ValueCheck TEXT =
            (key, value) ->
                    value instanceof FieldValue.LongText
                            ? List.of()
                            : wrong(key, "should be binary", value);

    public static final ValueCheck BOOLEAN =
            (key, value) ->
                    value instanceof FieldValue.Bool
                            ? List.of()
                            : wrong(key, "should be boolean", value);

    public static final ValueCheck NUMBER =
            (key, value) -> isNumber(value) ? List.of() : wrong(key, "should be a number", value);

    private ValueChecks() {}

    private static boolean isNumber(FieldValue value) {
        return value instanceof FieldValue.Float64 || FieldComparison.integerOf(value) != null;
    }

    /// One of these words.
    public static ValueCheck oneOf(String... words) {
        List<String> known = List.of(words);
        String shown =
                Arrays.stream(words)
                        .map(word -> ShownTerm.of(FieldValue.LongText.of(word)))
                        .collect(Collectors.joining(",", "[", "]"));
        return (key, value) ->
                value instanceof FieldValue.LongText text && known.contains(text.text())
                        ? List.of()
                        : wrong(key, "should be one of " + shown, value);
    }

    /// A table with these keys and no others.
    public static ValueCheck table(List<Term> terms) {
        return (key, value) -> TableCheck.faults(key, value, terms);
    }

    /// `key should be ..., actually was ...`
    public static List<String> wrong(String key, String expected, FieldValue value) {
        return List.of(key + " " + expected + ", actually was " + ShownTerm.of(value));
    }
}
