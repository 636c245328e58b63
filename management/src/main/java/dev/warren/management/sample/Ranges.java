package dev.warren.management.sample;

import org.jspecify.annotations.Nullable;

/// The ranges that one request asks for. Null where none is asked for, or not a whole one.
public record Ranges(
        @Nullable Range lengths,
        @Nullable Range messages,
        @Nullable Range data,
        @Nullable Range node) {

    public static final Ranges NONE = new Ranges(null, null, null, null);
}
