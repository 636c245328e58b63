package dev.warren.cli.line;

import org.jspecify.annotations.Nullable;

/// An option: `--if-empty`, `-e`.
///
/// @param name without dashes
/// @param letter its short form without the dash, or null
public record Option(String name, @Nullable String letter, Kind kind) {

    /// What comes behind it.
    public enum Kind {
        FLAG,
        /// One word.
        VALUE,
        /// One word, and the option may be repeated: its values are the lines of one.
        VALUES
    }

    public static Option flag(String name) {
        return new Option(name, null, Kind.FLAG);
    }

    public static Option flag(String name, String letter) {
        return new Option(name, letter, Kind.FLAG);
    }

    public static Option value(String name) {
        return new Option(name, null, Kind.VALUE);
    }

    public static Option value(String name, String letter) {
        return new Option(name, letter, Kind.VALUE);
    }

    public static Option values(String name) {
        return new Option(name, null, Kind.VALUES);
    }

    boolean takesValue() {
        return kind != Kind.FLAG;
    }
}
