package dev.warren.management.sample;

import java.util.Comparator;
import java.util.List;

/// How long samples are kept, and how far apart. The shorter spans come first.
public record Retention(List<Span> spans) {

    /// So many samples one span has at most.
    static final int SAMPLES_MAX = 2_000;

    /// Samples every `everySeconds`, kept for `seconds`.
    public record Span(int seconds, int everySeconds) {

        /// A week: nothing is kept longer.
        public static final int SECONDS_MAX = 604_800;

        public Span {
            if (seconds < 1 || everySeconds < 1 || seconds / everySeconds > SAMPLES_MAX) {
                throw new IllegalArgumentException(
                        "samples every %d s for %d s".formatted(everySeconds, seconds));
            }
        }

        /// As near to it as may be.
        public static Span of(int seconds, int everySeconds) {
            return new Span(
                    seconds,
                    Math.clamp(everySeconds, Math.max(1, seconds / SAMPLES_MAX + 1), seconds));
        }
    }

    public Retention {
        spans = spans.stream().sorted(Comparator.comparingInt(Span::seconds)).toList();
    }

    public static Retention of(Span... spans) {
        return new Retention(List.of(spans));
    }

    /// How long the longest span is; 0 when there is none.
    int secondsMax() {
        return spans.isEmpty() ? 0 : spans.getLast().seconds();
    }
}
