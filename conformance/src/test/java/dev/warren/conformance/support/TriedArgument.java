package dev.warren.conformance.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An argument and what is said to each value that is tried for it: a row of a table of arguments.
///
/// @param beside further arguments that are given each time
public record TriedArgument(String name, Map<String, Object> beside, List<Try> tries) {

    /// One value, and the fault that the broker finds in it; none in one that is taken.
    public record Try(@Nullable Object value, @Nullable String fault) {

        public boolean isTaken() {
            return fault == null;
        }
    }

    public static TriedArgument of(String name) {
        return new TriedArgument(name, Map.of(), List.of());
    }

    public TriedArgument beside(String other, Object value) {
        var all = new HashMap<>(beside);
        all.put(other, value);
        return new TriedArgument(name, Map.copyOf(all), tries);
    }

    public TriedArgument taken(Object... values) {
        var row = this;
        for (var value : values) {
            row = row.and(new Try(value, null));
        }
        return row;
    }

    public TriedArgument refused(@Nullable Object value, String fault) {
        return and(new Try(value, fault));
    }

    /// Every type that is no integer is refused, texts of digits among them.
    public TriedArgument integer() {
        var row = this;
        for (var wrong : wrongTypes("5", true, 1.5, null)) {
            row = row.refused(wrong.value(), "\"expected integer, got " + wrong.fault() + "\"");
        }
        return row;
    }

    /// An integer, and none below zero.
    public TriedArgument notNegative() {
        return integer()
                .refused(-1, "{value_negative,-1}")
                .refused(Long.MIN_VALUE, "{value_negative,-9223372036854775808}");
    }

    /// An integer above zero.
    public TriedArgument positive() {
        return notNegative().refused(0, "{value_zero,0}");
    }

    /// Every type that is no text is refused.
    public TriedArgument text() {
        return unacceptable(5, true, 1.5, null);
    }

    /// Every type that is no boolean is refused, texts and numbers of that meaning among them.
    public TriedArgument flag() {
        return unacceptable("true", 1, 1.5, null).taken(true, false);
    }

    private TriedArgument unacceptable(@Nullable Object... scalars) {
        var row = this;
        for (var wrong : wrongTypes(scalars)) {
            row = row.refused(wrong.value(), "{unacceptable_type," + wrong.fault() + "}");
        }
        return row;
    }

    /// With RabbitMQ's name for each type.
    private static List<Try> wrongTypes(@Nullable Object... scalars) {
        var wrong = new ArrayList<Try>();
        for (var value : scalars) {
            wrong.add(new Try(value, typeName(value)));
        }
        wrong.add(new Try(Map.of(), "table"));
        wrong.add(new Try(List.of(), "array"));
        return wrong;
    }

    private static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "void";
            case String _ -> "longstr";
            case Boolean _ -> "bool";
            case Double _ -> "double";
            case Integer _ -> "signedint";
            default -> throw new IllegalArgumentException("no name for " + value);
        };
    }

    private TriedArgument and(Try next) {
        var all = new ArrayList<>(tries);
        all.add(next);
        return new TriedArgument(name, beside, List.copyOf(all));
    }

    /// What a method is given to try a value.
    public Map<String, Object> arguments(Try tried) {
        var arguments = new HashMap<>(beside);
        arguments.put(name, tried.value());
        return arguments;
    }

    @Override
    public String toString() {
        return name + " " + beside;
    }
}
