package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `x-message-deduplication`: routes as a fanout does. That the queues behind it do not take a
/// message twice is the affair of the queues; here stands what the community's plugin asks of its
/// arguments.
public final class DeduplicationType implements ExchangeType {

    public static final String NAME = "x-message-deduplication";
    public static final String CACHE_SIZE = "x-cache-size";
    public static final String CACHE_TTL = "x-cache-ttl";

    private static final String CACHE_PERSISTENCE = "x-cache-persistence";
    private static final BindingTable EMPTY = EveryoneTable.empty(0);
    private static final int DIGITS_MAX = 18;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void validate(FieldTable exchangeArguments) {
        if (!isPositive(exchangeArguments.get(CACHE_SIZE))) {
            throw refused(
                    "Missing or invalid argument, '%s' must be an integer greater than 0",
                    CACHE_SIZE);
        }
        FieldValue ttl = exchangeArguments.get(CACHE_TTL);
        if (ttl != null && !isPositive(ttl)) {
            throw refused("Invalid argument, '%s' must be an integer greater than 0", CACHE_TTL);
        }
        FieldValue persistence = exchangeArguments.get(CACHE_PERSISTENCE);
        if (persistence != null && !isPersistence(persistence)) {
            throw refused(
                    "Invalid argument, '%s' must be either 'disk' or 'memory'", CACHE_PERSISTENCE);
        }
    }

    private static boolean isPositive(@Nullable FieldValue value) {
        Long number = numberOrNull(value);
        return number != null && number > 0;
    }

    private static boolean isPersistence(FieldValue value) {
        return value instanceof FieldValue.LongText text
                && List.of("disk", "memory").contains(text.text());
    }

    /// A number, or a text of digits (the plugin takes both).
    public static @Nullable Long numberOrNull(@Nullable FieldValue value) {
        if (value instanceof FieldValue.LongText text) {
            String digits = text.text();
            boolean isNumber =
                    !digits.isEmpty()
                            && digits.length() <= DIGITS_MAX
                            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            return isNumber ? Long.valueOf(digits) : null;
        }
        return value == null ? null : FieldComparison.integerOf(value);
    }

    private static AmqpException refused(String text, String argument) {
        return AmqpException.of(ReplyCode.PRECONDITION_FAILED, text, argument);
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return EMPTY;
    }
}
