package dev.warren.engine.stream.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a stream is durable: its segments, and which offset comes next. Immutable; any thread
/// may hold it.
///
/// @param sealed the segments that do not grow any more, by offset
/// @param active the one that grows; null before the first message
/// @param nextOffset the offset of the next message
/// @param lastChunk where the last chunk begins
public record Extent(
        List<Segment> sealed, @Nullable Segment active, long nextOffset, Position lastChunk) {

    /// One segment: the offsets from `first` up to `next`, not all of which need be readable, and
    /// how many bytes of the file are durable.
    public record Segment(long first, long next, long bytes, long lastTimestamp) {}

    /// Where a chunk begins, and its first offset.
    public record Position(long segment, long position, long offset) {}

    static final Extent EMPTY = new Extent(List.of(), null, 0, new Position(0, 0, 0));

    public Extent {
        sealed = List.copyOf(sealed);
    }

    /// The first offset that is left; the next one when there is nothing.
    public long firstOffset() {
        Segment oldest = oldestOrNull();
        return oldest == null ? nextOffset : oldest.first;
    }

    @Nullable Segment oldestOrNull() {
        return sealed.isEmpty() ? active : sealed.getFirst();
    }

    /// How many messages there are.
    public long messages() {
        return nextOffset - firstOffset();
    }

    long bytes() {
        long sum = active == null ? 0 : active.bytes;
        for (Segment segment : sealed) {
            sum += segment.bytes;
        }
        return sum;
    }

    /// The segment that holds an offset, or the first one behind it; null when that is still to
    /// come.
    @Nullable Segment segmentOrNull(long offset) {
        int low = 0;
        int high = sealed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sealed.get(middle).next <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < sealed.size()) {
            return sealed.get(low);
        }
        return active != null && offset < active.next ? active : null;
    }

    /// Whether everything before a cursor has been read and nothing has come since.
    public boolean isAtEnd(Cursor cursor) {
        return cursor.offset() >= nextOffset;
    }
}
