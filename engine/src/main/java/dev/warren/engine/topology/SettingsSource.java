package dev.warren.engine.topology;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldNumber;
import org.jspecify.annotations.Nullable;

/// The three that say what applies to a queue. A key has the name that it has in a policy; as an
/// argument it begins with `x-`.
record SettingsSource(FieldTable arguments, FieldTable policy, FieldTable operator) {

    static SettingsSource of(
            FieldTable arguments, @Nullable FieldTable policy, @Nullable FieldTable operator) {
        return new SettingsSource(
                arguments,
                policy == null ? FieldTable.EMPTY : policy,
                operator == null ? FieldTable.EMPTY : operator);
    }

    /// The lowest number that is not negative.
    @Nullable Long lowest(String key) {
        Long byArgument = number(arguments, "x-" + key);
        return lower(byArgument, lower(number(policy, key), number(operator, key)));
    }

    /// The same where numbers may have a fraction.
    @Nullable Double lowestDecimal(String key) {
        Double byArgument = decimal(arguments, "x-" + key);
        return lower(byArgument, lower(decimal(policy, key), decimal(operator, key)));
    }

    /// The shortest time of those that are texts as `7D`, in milliseconds.
    @Nullable Long lowestAge(String key) {
        return lower(age(arguments, "x-" + key), lower(age(policy, key), age(operator, key)));
    }

    private static @Nullable Long age(FieldTable from, String key) {
        return from.get(key) instanceof LongText text ? AgeText.millisOrNull(text.text()) : null;
    }

    /// What the first of argument, operator policy and policy says that says anything.
    @Nullable FieldValue first(String key) {
        FieldValue byArgument = arguments.get("x-" + key);
        FieldValue byOperator = operator.get(key);
        if (byArgument != null) {
            return byArgument;
        }
        return byOperator != null ? byOperator : policy.get(key);
    }

    String word(String key) {
        LongText text = text(key);
        return text == null ? "" : text.text();
    }

    /// No name is longer than a short string, so a longer one leads nowhere.
    @Nullable ShortString name(String key) {
        LongText text = text(key);
        if (text == null || text.value().length() > ShortString.LENGTH_MAX) {
            return null;
        }
        Bytes bytes = text.value();
        return ShortString.copyOf(bytes.array(), 0, bytes.length());
    }

    private @Nullable LongText text(String key) {
        if (arguments.get("x-" + key) instanceof LongText byArgument) {
            return byArgument;
        }
        if (operator.get(key) instanceof LongText byOperator) {
            return byOperator;
        }
        return policy.get(key) instanceof LongText byPolicy ? byPolicy : null;
    }

    static @Nullable Long number(FieldTable from, String key) {
        FieldValue value = from.get(key);
        Long number = value == null ? null : FieldComparison.integerOf(value);
        return number == null || number < 0 ? null : number;
    }

    private static @Nullable Double decimal(FieldTable from, String key) {
        FieldValue value = from.get(key);
        Double number = value == null ? null : FieldNumber.decimalOf(value);
        return number == null || number < 0 ? null : number;
    }

    private static <T extends Comparable<T>> @Nullable T lower(@Nullable T a, @Nullable T b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }
}
