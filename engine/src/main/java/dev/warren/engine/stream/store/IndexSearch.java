package dev.warren.engine.stream.store;

import dev.warren.engine.log.DiskFile;
import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds chunks by the index of a segment. Calls block.
///
/// An index that is missing or damaged costs time: reading then begins further in front.
final class IndexSearch {

    private IndexSearch() {}

    /// Where the chunk begins that holds an offset, or one before it.
    static long byOffset(StreamLog log, Segment segment, long offset) throws IOException {
        if (offset <= segment.first()) {
            return SegmentHeader.BYTES;
        }
        IndexEntry entry = lastOrNull(log, segment, found -> found.firstOffset() <= offset);
        return entry == null ? SegmentHeader.BYTES : entry.position();
    }

    /// The first chunk that was written at a time or later.
    static Cursor byTime(StreamLog log, Segment segment, long millis) throws IOException {
        IndexEntry before = lastOrNull(log, segment, found -> found.timestamp() < millis);
        return before == null
                ? new Cursor(segment.first(), SegmentHeader.BYTES, segment.first())
                : Cursor.at(before.nextOffset());
    }

    /// The last entry for which something holds that holds for the first ones only.
    private static @Nullable IndexEntry lastOrNull(
            StreamLog log, Segment segment, Predicate<IndexEntry> holds) throws IOException {
        String name = SegmentNames.index(segment.first());
        if (!log.disk().list().contains(name)) {
            return null;
        }
        try (DiskFile index = log.disk().open(name)) {
            IndexEntry last = null;
            long low = 0;
            long high = index.sizeBytes() / IndexEntry.BYTES;
            while (low < high) {
                long middle = (low + high) >>> 1;
                IndexEntry entry = entryOrNull(index, middle, log.stream());
                if (entry != null && entry.position() < segment.bytes() && holds.test(entry)) {
                    last = entry;
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return last;
        }
    }

    private static @Nullable IndexEntry entryOrNull(DiskFile index, long number, long stream)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(IndexEntry.BYTES);
        index.read(bytes, number * IndexEntry.BYTES);
        return bytes.hasRemaining() ? null : IndexEntry.decodeOrNull(bytes, 0, stream);
    }
}
