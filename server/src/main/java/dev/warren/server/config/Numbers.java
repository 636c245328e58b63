package dev.warren.server.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as people write them in a configuration: whole ones, fractions, sizes with a unit.
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern FRACTION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})\\s*([kKMGTP])?(i?B|i|B)?");
    private static final String UNITS = "kMGTP";

    /// One part of a time, such as the hours of `1h30m`.
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|[fwdhms])");

    private static final Pattern TIMES = Pattern.compile("([0-9]{1,9}(ms|[fwdhms])){1,7}");

    private static final Map<String, Long> MILLIS =
            Map.of(
                    "ms", 1L,
                    "s", 1_000L,
                    "m", 60_000L,
                    "h", 3_600_000L,
                    "d", 86_400_000L,
                    "w", 604_800_000L,
                    "f", 1_209_600_000L);

    private Numbers() {}

    static @Nullable Long wholeOrNull(String text) {
        return WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    static @Nullable Double fractionOrNull(String text) {
        return FRACTION.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /// `1h30m` is 5,400,000; a bare number is that of milliseconds. `w` are weeks, `f` fortnights.
    static @Nullable Long durationMillisOrNull(String text) {
        if (!TIMES.matcher(text).matches()) {
            return wholeOrNull(text);
        }
        long millis = 0;
        Matcher part = TIME.matcher(text);
        while (part.find()) {
            Long unit = MILLIS.get(part.group(2));
            millis += unit == null ? 0 : Long.parseLong(part.group(1)) * unit;
        }
        return millis;
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
