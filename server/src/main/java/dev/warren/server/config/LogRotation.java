package dev.warren.server.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When a log file is put aside and a new one begun, and how many are kept.
///
/// @param period null: time does not count
/// @param sizeBytes 0: size does not count
/// @param count how many old ones are kept
/// @param isCompressed whether those are packed
public record LogRotation(
        @Nullable Period period, long sizeBytes, int count, boolean isCompressed) {

    /// At the beginning of each of these.
    public enum Period {
        HOUR('H'),
        DAY('D'),
        WEEK('W'),
        MONTH('M');

        /// RabbitMQ's `$D0`, `$W5D16`, `$M1D0`, `$H30`. Only the period counts.
        private static final Pattern WRITTEN =
                Pattern.compile("\\$[HDWM]\\d{0,2}(D\\d{1,2})?(H\\d{1,2})?");

        private final char letter;

        Period(char letter) {
            this.letter = letter;
        }

        static @Nullable Period parseOrNull(String text) {
            if (WRITTEN.matcher(text).matches()) {
                for (Period period : values()) {
                    if (text.charAt(1) == period.letter) {
                        return period;
                    }
                }
            }
            return null;
        }
    }
}
