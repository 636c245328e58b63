package dev.warren.cli.format;

import org.jspecify.annotations.Nullable;

/// Makes text of outcomes. Pure.
public interface Formatter {

    /// Thrown where a format has no words for an outcome.
    final class NoWords extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoWords(String text) {
            super(text, null, false, false);
        }
    }

    /// All that is printed, with its last line feed.
    ///
    /// @param hasHeaders whether the names of columns are shown
    String show(Outcome outcome, boolean hasHeaders);

    /// Whether a line that says what is being done may come before.
    default boolean hasBanner() {
        return true;
    }

    /// Null when there is no format of this name. The empty name is the format for people.
    static @Nullable Formatter byNameOrNull(String name) {
        return switch (name) {
            case "", "table", "plain", "string" -> new PlainFormatter();
            case "pretty_table" -> new PrettyFormatter();
            case "json" -> new JsonFormatter();
            case "csv" -> new CsvFormatter();
            default -> null;
        };
    }
}
