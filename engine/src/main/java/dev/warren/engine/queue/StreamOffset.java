package dev.warren.engine.queue;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.topology.AgeText;
import org.jspecify.annotations.Nullable;

/// Where a consumer of a stream wants to begin: its argument `x-stream-offset`.
public sealed interface StreamOffset {

    String ARGUMENT = "x-stream-offset";

    /// At the oldest message that is left.
    record First() implements StreamOffset {}

    /// At the messages that were written together last.
    record Last() implements StreamOffset {}

    /// At what is published from now on.
    record Next() implements StreamOffset {}

    /// At this offset.
    record At(long offset) implements StreamOffset {}

    /// At what was published then or later, in milliseconds since 1970.
    record Since(long millis) implements StreamOffset {}

    /// At what was published so many milliseconds ago or later.
    record Ago(long millis) implements StreamOffset {}

    /// What the arguments say, [Next] if they say nothing; null when it is nothing of these.
    static @Nullable StreamOffset ofOrNull(FieldTable arguments) {
        FieldValue value = arguments.get(ARGUMENT);
        if (value == null) {
            return new Next();
        }
        if (value instanceof LongText text) {
            return ofOrNull(text.text());
        }
        if (value instanceof Timestamp(long seconds)) {
            return new Since(Math.clamp(seconds, 0, Long.MAX_VALUE / 1000) * 1000);
        }
        Long number = FieldComparison.integerOf(value);
        return number == null ? null : new At(number);
    }

    private static @Nullable StreamOffset ofOrNull(String word) {
        return switch (word) {
            case "first" -> new First();
            case "last" -> new Last();
            case "next" -> new Next();
            default -> {
                Long millis = AgeText.millisOrNull(word);
                yield millis == null ? null : new Ago(millis);
            }
        };
    }
}
