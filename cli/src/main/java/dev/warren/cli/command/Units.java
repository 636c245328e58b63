package dev.warren.cli.command;

import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of bytes: as people write them, and as reports show them. Pure.
final class Units {

    private static final Pattern AMOUNT = Pattern.compile("(\\d+)\\s*([a-zA-Z]*)");

    private static final int DIGITS = 4;

    private Units() {}

    /// `1GB`, `512MiB`, `1000`.
    static long bytes(String text) {
        Matcher amount = AMOUNT.matcher(text.strip());
        if (!amount.matches()) {
            throw invalid();
        }
        try {
            return Math.multiplyExact(Long.parseLong(amount.group(1)), factor(amount.group(2)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalid();
        }
    }

    private static long factor(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "k", "kib" -> 1L << 10;
            case "m", "mib" -> 1L << 20;
            case "g", "gib" -> 1L << 30;
            case "t", "tib" -> 1L << 40;
            case "kb" -> 1_000;
            case "mb" -> 1_000_000;
            case "gb" -> 1_000_000_000;
            case "tb" -> 1_000_000_000_000L;
            default -> throw invalid();
        };
    }

    private static Refused invalid() {
        return Refused.error(ExitStatus.USAGE, "Invalid units.");
    }

    /// `0.1886 gb`
    static String shown(long bytes, String unit) {
        return switch (unit) {
            case "bytes" -> bytes + " bytes";
            case "mb" -> scaled(bytes, 1_000_000) + " mb";
            case "gb" -> scaled(bytes, 1_000_000_000) + " gb";
            default ->
                    throw Refused.error(
                            ExitStatus.USAGE,
                            "unit '"
                                    + unit
                                    + "' is not supported. Please use one of: bytes, mb, gb");
        };
    }

    private static String scaled(long bytes, long factor) {
        return decimal(
                BigDecimal.valueOf(bytes)
                        .divide(BigDecimal.valueOf(factor), DIGITS, RoundingMode.HALF_UP));
    }

    /// With one digit behind the point, and more only if they say something.
    static String decimal(BigDecimal number) {
        BigDecimal least = number.stripTrailingZeros();
        return (least.scale() < 1 ? least.setScale(1, RoundingMode.UNNECESSARY) : least)
                .toPlainString();
    }
}
