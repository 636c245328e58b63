package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;
import dev.warren.engine.time.TimeLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checks that queue arguments share. The faults are RabbitMQ's, as seen on 3.10.8.
final class ArgumentChecks {

    private static final long PRIORITY_MAX = 255;

    private static final long FILTER_BYTES_MIN = 16;
    private static final long FILTER_BYTES_MAX = 255;

    private ArgumentChecks() {}

    static @Nullable String integer(FieldValue value, FieldTable arguments) {
        return FieldComparison.integerOf(value) == null
                ? term("expected integer, got " + FieldText.type(value))
                : null;
    }

    static @Nullable String nonNegative(FieldValue value, FieldTable arguments) {
        Long number = FieldComparison.integerOf(value);
        if (number == null) {
            return integer(value, arguments);
        }
        return number < 0 ? "{value_negative," + number + "}" : null;
    }

    static @Nullable String positive(FieldValue value, FieldTable arguments) {
        Long number = FieldComparison.integerOf(value);
        return number != null && number == 0 ? "{value_zero,0}" : nonNegative(value, arguments);
    }

    static @Nullable String messageTtl(FieldValue value, FieldTable arguments) {
        return tooLong(value) ? tooLarge(value) : nonNegative(value, arguments);
    }

    static @Nullable String expires(FieldValue value, FieldTable arguments) {
        return tooLong(value) ? tooLarge(value) : positive(value, arguments);
    }

    private static boolean tooLong(FieldValue value) {
        Long millis = FieldComparison.integerOf(value);
        return millis != null && millis > TimeLimits.WAIT_MAX_MILLIS;
    }

    private static String tooLarge(FieldValue value) {
        return "{value_too_large," + FieldText.plain(value) + "}";
    }

    static @Nullable String priorities(FieldValue value, FieldTable arguments) {
        Long number = FieldComparison.integerOf(value);
        return number != null && number > PRIORITY_MAX
                ? "{max_value_exceeded," + number + "}"
                : nonNegative(value, arguments);
    }

    static @Nullable String maxAge(FieldValue value, FieldTable arguments) {
        if (!(value instanceof LongText age)) {
            return unacceptable(value);
        }
        return AgeText.millisOrNull(age.text()) == null ? "invalid_max_age" : null;
    }

    static @Nullable String filterSize(FieldValue value, FieldTable arguments) {
        Long bytes = FieldComparison.integerOf(value);
        if (bytes == null) {
            return integer(value, arguments);
        }
        boolean isGood = bytes >= FILTER_BYTES_MIN && bytes <= FILTER_BYTES_MAX;
        return isGood ? null : "{value_out_of_range," + bytes + "}";
    }

    static @Nullable String dedupKeys(FieldValue value, FieldTable arguments) {
        Long number = FieldComparison.integerOf(value);
        return number != null && number > KeyMark.KEYS_MAX
                ? "{max_value_exceeded," + number + "}"
                : positive(value, arguments);
    }

    static @Nullable String dedupKey(FieldValue value, FieldTable arguments) {
        if (!(value instanceof LongText text)) {
            return unacceptable(value);
        }
        return KeyRule.ofOrNull(text.text()) == null ? "invalid_dedup_key" : null;
    }

    static @Nullable String text(FieldValue value, FieldTable arguments) {
        return value instanceof LongText ? null : unacceptable(value);
    }

    static @Nullable String deadLetterKey(FieldValue value, FieldTable arguments) {
        if (!(value instanceof LongText)) {
            return unacceptable(value);
        }
        return arguments.has("x-dead-letter-exchange") ? null : "routing_key_but_no_dlx_defined";
    }

    static @Nullable String bool(FieldValue value, FieldTable arguments) {
        return value instanceof Bool ? null : unacceptable(value);
    }

    static @Nullable String queueMode(FieldValue value, FieldTable arguments) {
        if (!(value instanceof LongText mode)) {
            return unacceptable(value);
        }
        return List.of("default", "lazy").contains(mode.text())
                ? null
                : term("unsupported queue mode '" + mode.text() + "'");
    }

    /// Version 1 is still taken, without effect: RabbitMQ refuses it only since 4.3.
    static @Nullable String queueVersion(FieldValue value, FieldTable arguments) {
        Long version = FieldComparison.integerOf(value);
        if (version == null || version < 0) {
            return nonNegative(value, arguments);
        }
        return version == 1 || version == 2
                ? null
                : term("unsupported queue version '" + version + "'");
    }

    /// A check for one of a few words, with the fault for any other.
    static QueueArgument.Check oneOf(String fault, String... words) {
        List<String> allowed = List.of(words);
        return (value, _) -> {
            if (!(value instanceof LongText word)) {
                return unacceptable(value);
            }
            return allowed.contains(word.text()) ? null : fault;
        };
    }

    static String unacceptable(FieldValue value) {
        return "{unacceptable_type," + FieldText.type(value) + "}";
    }

    /// A text as Erlang prints it within a term.
    static String term(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
