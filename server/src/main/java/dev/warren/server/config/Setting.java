package dev.warren.server.config;

import org.jspecify.annotations.Nullable;

/// A key that we use: its name (or pattern), how its value is read, what it is if nobody sets it,
/// what it means.
record Setting<T>(KeyPattern pattern, ValueType<T> type, @Nullable T fallback, String meaning) {

    static <T> Setting<T> of(String name, ValueType<T> type, T fallback, String meaning) {
        return new Setting<>(KeyPattern.of(name), type, fallback, meaning);
    }

    /// A key without a default: it may simply not be there.
    static <T> Setting<T> optional(String name, ValueType<T> type, String meaning) {
        return new Setting<>(KeyPattern.of(name), type, null, meaning);
    }

    /// The default as a configuration file says it; `-` where there is none.
    String fallbackText() {
        return fallback == null ? "-" : type.writer().apply(fallback);
    }

    String name() {
        return pattern.text();
    }
}
