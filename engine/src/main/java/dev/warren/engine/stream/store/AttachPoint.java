package dev.warren.engine.stream.store;

import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where a consumer begins to read.
public sealed interface AttachPoint {

    /// At the oldest message that is left.
    record First() implements AttachPoint {}

    /// At the beginning of the last chunk.
    record Last() implements AttachPoint {}

    /// At what is published from now on.
    record Next() implements AttachPoint {}

    /// At this offset; at the oldest message if that has gone, and later if it is still to come.
    record Offset(long offset) implements AttachPoint {}

    /// At the first chunk that was written then or later, in milliseconds since 1970.
    record Time(long millis) implements AttachPoint {}

    /// Finds the place where the stream need not be read for that; null for a time.
    static @Nullable Cursor knownOrNull(StreamLog log, AttachPoint at) {
        Extent extent = log.extent();
        return switch (at) {
            case First() -> Cursor.at(0);
            case Next() -> Cursor.at(extent.nextOffset());
            case Offset(long offset) -> Cursor.at(Math.max(0, offset));
            case Last() -> extent.messages() == 0 ? Cursor.at(extent.nextOffset()) : last(extent);
            case Time _ -> null;
        };
    }

    /// Finds the place. Calls block, if it is a time.
    static Cursor find(StreamLog log, AttachPoint at) throws IOException {
        Cursor known = knownOrNull(log, at);
        return known == null && at instanceof Time(long millis)
                ? time(log, log.extent(), millis)
                : Cursor.orFirst(known);
    }

    private static Cursor last(Extent extent) {
        Extent.Position chunk = extent.lastChunk();
        return new Cursor(chunk.segment(), chunk.position(), chunk.offset());
    }

    private static Cursor time(StreamLog log, Extent extent, long millis) throws IOException {
        for (Segment segment : extent.sealed()) {
            if (segment.lastTimestamp() >= millis) {
                return IndexSearch.byTime(log, segment, millis);
            }
        }
        Segment active = extent.active();
        return active != null && active.lastTimestamp() >= millis
                ? IndexSearch.byTime(log, active, millis)
                : Cursor.at(extent.nextOffset());
    }
}
