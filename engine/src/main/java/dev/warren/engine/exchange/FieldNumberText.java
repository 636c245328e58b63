package dev.warren.engine.exchange;

import java.math.BigDecimal;

/// Floating-point numbers as Erlang prints them: `100.0`, but `1.0e3`.
final class FieldNumberText {

    /// From there on not every whole number is a double: the exponent says so.
    private static final double EXACT_MAX = 0x1p53;

    private FieldNumberText() {}

    /// The fewest digits that name the number, with an exponent where that is shorter.
    static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = decimal.unscaledValue().toString();
        int exponent = decimal.precision() - decimal.scale() - 1;
        String scientific = scientific(digits, exponent);
        String plain = plain(decimal);
        boolean isPlain = Math.abs(value) < EXACT_MAX && plain.length() <= scientific.length();
        return (value < 0 ? "-" : "") + (isPlain ? plain : scientific);
    }

    private static String plain(BigDecimal decimal) {
        String text = decimal.toPlainString();
        return decimal.scale() > 0 ? text : text + ".0";
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return digits.charAt(0) + "." + fraction + "e" + exponent;
    }
}
