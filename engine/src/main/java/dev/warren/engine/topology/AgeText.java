package dev.warren.engine.topology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A span of time as people write it for streams: a whole number and one of `Y M D h m s`. A year
/// has 365 days, a month 30.
public final class AgeText {

    private static final Pattern PATTERN = Pattern.compile("([0-9]{1,18})([YMDhms])");
    private static final long SECOND = 1_000;
    private static final long DAY = 24 * 60 * 60 * SECOND;

    private AgeText() {}

    /// In milliseconds; null when it is no such text.
    public static @Nullable Long millisOrNull(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long unit =
                switch (matcher.group(2)) {
                    case "Y" -> 365 * DAY;
                    case "M" -> 30 * DAY;
                    case "D" -> DAY;
                    case "h" -> 60 * 60 * SECOND;
                    case "m" -> 60 * SECOND;
                    default -> SECOND;
                };
        long count = Long.parseLong(matcher.group(1));
        return Long.valueOf(count > Long.MAX_VALUE / unit ? Long.MAX_VALUE : count * unit);
    }
}
