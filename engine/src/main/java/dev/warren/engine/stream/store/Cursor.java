package dev.warren.engine.stream.store;

import org.jspecify.annotations.Nullable;

/// Where reading goes on: at a chunk, named by the offset that is wanted next and, as a hint, by
/// its segment and position there.
///
/// @param position 0 when it is not known
public record Cursor(long segment, long position, long offset) {

    static final long UNKNOWN = 0;

    static Cursor orFirst(@Nullable Cursor cursor) {
        return cursor == null ? at(0) : cursor;
    }

    /// At an offset whose chunk has still to be found.
    public static Cursor at(long offset) {
        return new Cursor(0, UNKNOWN, offset);
    }
}
