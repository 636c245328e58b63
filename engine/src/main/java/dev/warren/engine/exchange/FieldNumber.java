package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Decimal;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.LongText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers that may have a fraction. Many clients cannot send such, so a text that is one counts
/// too.
public final class FieldNumber {

    private static final Pattern TEXT = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private FieldNumber() {}

    /// The number, or null for what is none, or not a finite one.
    public static @Nullable Double decimalOf(FieldValue value) {
        Double number = anyOf(value);
        return number == null || !Double.isFinite(number) ? null : number;
    }

    private static @Nullable Double anyOf(FieldValue value) {
        if (value instanceof Float32(float v)) {
            return (double) v;
        }
        if (value instanceof Float64(double v)) {
            return v;
        }
        if (value instanceof Decimal(int scale, long unscaled)) {
            return unscaled / Math.pow(10, scale);
        }
        if (value instanceof LongText text) {
            return TEXT.matcher(text.text()).matches() ? Double.valueOf(text.text()) : null;
        }
        Long integer = FieldComparison.integerOf(value);
        return integer == null ? null : Double.valueOf(integer);
    }
}
