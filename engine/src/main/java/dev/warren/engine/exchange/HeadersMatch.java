package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one binding of a headers exchange asks of a message.
///
/// An argument without value asks that the header is there, with any value. Arguments that begin
/// `x-` are asked for only by the modes that say so, `x-match` itself never.
record HeadersMatch(List<FieldTable.Entry> wanted, boolean needsAll) {

    private static final ShortString X_MATCH = ShortString.of("x-match");
    private static final String INTERNAL_PREFIX = "x-";

    HeadersMatch {
        wanted = List.copyOf(wanted);
    }

    /// Reads binding arguments; 406 when `x-match` is not one of the four modes.
    static HeadersMatch of(FieldTable arguments) {
        return switch (mode(arguments.get(X_MATCH))) {
            case "all" -> new HeadersMatch(withoutInternal(arguments), true);
            case "any" -> new HeadersMatch(withoutInternal(arguments), false);
            case "all-with-x" -> new HeadersMatch(withInternal(arguments), true);
            case "any-with-x" -> new HeadersMatch(withInternal(arguments), false);
            default ->
                    throw AmqpException.of(
                            ReplyCode.PRECONDITION_FAILED,
                            "Invalid x-match field value %s; expected all, any, all-with-x, or"
                                    + " any-with-x",
                            valueText(arguments));
        };
    }

    private static String mode(@Nullable FieldValue value) {
        if (value == null) {
            return "all";
        }
        if (value instanceof LongText text) {
            return text.text();
        }
        throw AmqpException.of(
                ReplyCode.PRECONDITION_FAILED,
                "Invalid x-match field type %s (value %s); expected longstr",
                FieldText.type(value),
                FieldText.term(value));
    }

    private static String valueText(FieldTable arguments) {
        FieldValue value = arguments.get(X_MATCH);
        return value == null ? "" : FieldText.term(value);
    }

    private static List<FieldTable.Entry> withInternal(FieldTable arguments) {
        return arguments.entries().stream().filter(e -> !e.name().equals(X_MATCH)).toList();
    }

    private static List<FieldTable.Entry> withoutInternal(FieldTable arguments) {
        return arguments.entries().stream()
                .filter(e -> !e.name().startsWith(INTERNAL_PREFIX))
                .toList();
    }

    boolean fits(FieldTable headers) {
        return needsAll
                ? wanted.stream().allMatch(entry -> isMet(entry, headers))
                : wanted.stream().anyMatch(entry -> isMet(entry, headers));
    }

    private static boolean isMet(FieldTable.Entry entry, FieldTable headers) {
        FieldValue actual = headers.get(entry.name());
        if (actual == null) {
            return false;
        }
        return entry.value() instanceof NoValue || FieldComparison.same(entry.value(), actual);
    }
}
