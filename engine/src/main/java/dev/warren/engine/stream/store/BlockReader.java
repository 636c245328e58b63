package dev.warren.engine.stream.store;

import dev.warren.engine.log.DiskFile;
import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads blocks of a stream. Calls block: not on a lane. Any number of threads may read.
///
/// A block ends with the chunk that crosses the next multiple of [#BLOCK_BYTES] in the file, so
/// that consumers that began at different chunks come to share blocks.
public final class BlockReader {

    public static final int BLOCK_BYTES = 512 << 10;

    /// How much is looked through for a filter before the consumer is asked whether it is still
    /// there.
    static final int FILTERED_BYTES_MAX = 8 << 20;

    private BlockReader() {}

    /// The messages from a cursor on, as far as one block reaches and the stream is durable. What
    /// retention has deleted is left out, and so is what is damaged, which the block names.
    ///
    /// @param filter leaves out chunks in which nothing can be wanted; null for none
    public static Block read(StreamLog log, Cursor cursor, @Nullable Filter filter)
            throws IOException {
        while (true) {
            Extent extent = log.extent();
            long offset = Math.max(cursor.offset(), extent.firstOffset());
            Segment segment = extent.segmentOrNull(offset);
            if (segment == null) {
                return new Block.Builder().build(Cursor.at(Math.max(offset, extent.nextOffset())));
            }
            try {
                return read(
                        log,
                        segment,
                        new Cursor(cursor.segment(), cursor.position(), offset),
                        filter);
            } catch (IOException e) {
                if (log.extent().firstOffset() <= segment.first()) {
                    throw e;
                }
                // deleted meanwhile: on with what is left
            }
        }
    }

    private static Block read(
            StreamLog log, Segment segment, Cursor cursor, @Nullable Filter filter)
            throws IOException {
        long position =
                cursor.segment() == segment.first() && cursor.position() != Cursor.UNKNOWN
                        ? cursor.position()
                        : IndexSearch.byOffset(log, segment, cursor.offset());
        try (DiskFile file = log.disk().open(SegmentNames.segment(segment.first()))) {
            return new Run(log, segment, file, filter).from(position, cursor.offset());
        }
    }

    /// One reading of one segment.
    private static final class Run {

        private final StreamLog log;
        private final Segment segment;
        private final ChunkScan scan;
        private final @Nullable Filter filter;
        private final Block.Builder block = new Block.Builder();
        private final ChunkReader reader = new ChunkReader(block);

        Run(StreamLog log, Segment segment, DiskFile file, @Nullable Filter filter) {
            this.log = log;
            this.segment = segment;
            this.filter = filter;
            this.scan = new ChunkScan(file, log.stream(), segment.first(), segment.bytes());
        }

        Block from(long start, long offset) throws IOException {
            long boundary =
                    filter == null
                            ? (start / BLOCK_BYTES + 1) * BLOCK_BYTES
                            : start + FILTERED_BYTES_MAX;
            scan.aheadTo(filter == null ? boundary : start + BLOCK_BYTES);
            long position = start;
            long next = offset;
            while (position < Math.min(boundary, segment.bytes()) && !isFull()) {
                ChunkHeader header = soundOrNull(position);
                if (header == null) {
                    long found = scan.aheadTo(segment.bytes()).next(position + 1);
                    ChunkHeader behind = found == ChunkScan.NONE ? null : scan.headerOrNull(found);
                    long resumed = behind == null ? segment.next() : behind.firstOffset();
                    lose(position, next, resumed);
                    position = found == ChunkScan.NONE ? segment.bytes() : found;
                    next = Math.max(next, resumed);
                } else {
                    take(header, position);
                    position += header.bytes();
                    next = Math.max(next, header.nextOffset());
                }
            }
            if (position >= segment.bytes()) {
                next = Math.max(next, segment.next());
            }
            return block.build(new Cursor(segment.first(), position, next));
        }

        private boolean isFull() {
            return filter != null && block.bytes() > BLOCK_BYTES;
        }

        /// A chunk that a filter leaves out is not read, and so not checked.
        private @Nullable ChunkHeader soundOrNull(long position) throws IOException {
            ChunkHeader header = scan.headerOrNull(position);
            if (header == null || isLeftOut(header, position)) {
                return header;
            }
            return scan.isSound(header, position) ? header : null;
        }

        private boolean isLeftOut(ChunkHeader header, long position) throws IOException {
            if (filter == null) {
                return false;
            }
            int length = ChunkHeader.BYTES + header.payload().filterLength();
            return scan.load(position, length)
                    && !filter.mayBeIn(
                            scan.bytes(), header, scan.index(position) + ChunkHeader.BYTES);
        }

        private void take(ChunkHeader header, long position) throws IOException {
            if (!isLeftOut(header, position) && scan.load(position, header.bytes())) {
                reader.read(scan.bytes(), scan.index(position), header);
            }
        }

        private void lose(long position, long from, long to) {
            if (from < to) {
                block.lose(new LostRange(segment.first(), position, from, to));
            }
        }
    }
}
