package dev.warren.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as people write them in a configuration: whole ones, fractions, sizes with a unit.
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern FRACTION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})\\s*([kKMGTP])?(i?B|i|B)?");
    private static final String UNITS = "kMGTP";

    private Numbers() {}

    static @Nullable Long wholeOrNull(String text) {
        return WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    static @Nullable Double fractionOrNull(String text) {
        return FRACTION.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /// `1GB` is 10^9 bytes, `1GiB`, `1Gi` and `1G` are 2^30.
    static @Nullable Long bytesOrNull(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return null;
        }
        String unit = size.group(2);
        long base = "B".equals(size.group(3)) ? 1000 : 1024;
        int power = unit == null ? 0 : UNITS.indexOf(unit.replace('K', 'k')) + 1;
        try {
            long bytes = Long.parseLong(size.group(1));
            for (int i = 0; i < power; i++) {
                bytes = Math.multiplyExact(bytes, base);
            }
            return bytes;
        } catch (ArithmeticException ignoredMoreBytesThanThereAre) {
            return null;
        }
    }
}
