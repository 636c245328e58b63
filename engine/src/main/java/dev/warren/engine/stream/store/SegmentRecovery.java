package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import dev.warren.engine.log.DiskFile;
import dev.warren.engine.stream.store.Extent.Position;
import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Finds out what one segment holds, and mends its index. For one use; calls block.
///
/// ```
///  index   e e e e e (torn or missing from here)
///  chunks  c c c c c c c c x ...
///                  |     | `- not sound: torn if nothing says that it was durable, else damaged
///                  |     `--- looked at, because no entry says that it was durable
///                  `--------- looked at, because it may have been damaged as the last one
/// ```
final class SegmentRecovery {

    /// What was found.
    ///
    /// @param isDamaged whether something that was durable cannot be read
    record Found(Segment segment, Position lastChunk, boolean isDamaged) {}

    private final Disk disk;
    private final long stream;
    private final long first;
    private final DamageListener damages;
    private final DiskFile file;
    private final ChunkScan scan;
    private final long fileBytes;

    /// What is known so far: up to which position and offset, and the last chunk before.
    private long position = SegmentHeader.BYTES;

    private long next;
    private long timestamp;
    private Position lastChunk;
    private boolean isDamaged;

    SegmentRecovery(Disk disk, long stream, long first, DiskFile file, DamageListener damages)
            throws IOException {
        this.disk = disk;
        this.stream = stream;
        this.first = first;
        this.file = file;
        this.damages = damages;
        this.fileBytes = file.sizeBytes();
        this.scan = new ChunkScan(file, stream, first, fileBytes);
        this.next = first;
        this.lastChunk = new Position(first, SegmentHeader.BYTES, first);
    }

    /// Of the last segment, whose end may be torn: what is not sound there is cut off.
    Found last() throws IOException {
        file.sync(); // an entry of the index shall not outlive its chunk
        try (DiskFile index = openIndex()) {
            IndexEntry known = soundPrefix(index);
            if (known != null) {
                begin(known);
            }
            walk(index, known, true);
            index.sync();
        }
        return found();
    }

    /// Of a segment that was sealed: all of it has been durable. Its chunks are looked at only if
    /// the index does not reach as far as it has to.
    ///
    /// @param behind the first offset of the segment behind
    Found sealed(long behind) throws IOException {
        try (DiskFile index = openIndex()) {
            IndexEntry known = lastEntryOrNull(index);
            if (known != null && known.nextOffset() == behind) {
                begin(known);
                next = behind;
                position = fileBytes;
                return found();
            }
            known = soundPrefix(index);
            if (known != null) {
                begin(known);
            }
            walk(index, known, false);
        }
        if (next < behind) {
            damage(next, behind);
        }
        next = behind;
        position = fileBytes;
        return found();
    }

    private Found found() {
        return new Found(new Segment(first, next, position, timestamp), lastChunk, isDamaged);
    }

    private void begin(IndexEntry known) {
        position = known.position();
        next = known.firstOffset();
        timestamp = known.timestamp();
        lastChunk = new Position(first, known.position(), known.firstOffset());
    }

    private DiskFile openIndex() throws IOException {
        String name = SegmentNames.index(first);
        return disk.list().contains(name) ? disk.open(name) : disk.create(name, 0);
    }

    private @Nullable IndexEntry lastEntryOrNull(DiskFile index) throws IOException {
        long bytes = index.sizeBytes();
        if (bytes < IndexEntry.BYTES || bytes % IndexEntry.BYTES != 0) {
            return null;
        }
        ByteBuffer entry = ByteBuffer.allocate(IndexEntry.BYTES);
        index.read(entry, bytes - IndexEntry.BYTES);
        return entry.hasRemaining() ? null : IndexEntry.decodeOrNull(entry, 0, stream);
    }

    /// The last of the entries from the first on that are sound and ascend. What stands behind it
    /// in the index is cut off.
    private @Nullable IndexEntry soundPrefix(DiskFile index) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(IndexEntry.BYTES * 1024);
        IndexEntry last = null;
        long count = 0;
        boolean isSound = true;
        while (isSound) {
            buffer.clear();
            index.read(buffer, count * IndexEntry.BYTES);
            int whole = buffer.position() / IndexEntry.BYTES;
            int at = 0;
            while (at < whole && isSound) {
                IndexEntry entry = IndexEntry.decodeOrNull(buffer, at * IndexEntry.BYTES, stream);
                isSound = entry != null && follows(last, entry);
                if (isSound) {
                    last = entry;
                    at++;
                }
            }
            count += at;
            isSound &= whole == buffer.capacity() / IndexEntry.BYTES;
        }
        index.truncate(count * IndexEntry.BYTES);
        return last;
    }

    private boolean follows(@Nullable IndexEntry last, IndexEntry entry) {
        return last == null
                ? entry.firstOffset() == first && entry.position() == SegmentHeader.BYTES
                : entry.firstOffset() >= last.nextOffset() && entry.position() > last.position();
    }

    /// Looks at the chunks from the last known one on, and adds what is missing to the index.
    private void walk(DiskFile index, @Nullable IndexEntry known, boolean mayBeTorn)
            throws IOException {
        while (position < fileBytes || isExpected(known)) {
            ChunkHeader header = scan.headerOrNull(position);
            if (header != null && scan.isSound(header, position)) {
                take(index, header, known);
                continue;
            }
            boolean wasDurable = !mayBeTorn || isExpected(known);
            long found = scan.next(position + 1);
            ChunkHeader behind = found == ChunkScan.NONE ? null : scan.headerOrNull(found);
            if (behind != null && (wasDurable || wasDurableBefore(found))) {
                damage(next, behind.firstOffset());
                position = found;
                next = behind.firstOffset();
            } else if (wasDurable) {
                long resumed = isExpected(known) && known != null ? known.nextOffset() : next;
                damage(next, resumed);
                next = resumed;
                position = fileBytes;
                return;
            } else {
                cut();
                return;
            }
        }
    }

    /// Whether an entry of the index says that a durable chunk stands here.
    private boolean isExpected(@Nullable IndexEntry known) {
        return known != null && known.position() == position;
    }

    /// Whether a chunk behind says that this one had been synced before it was written.
    private boolean wasDurableBefore(long found) throws IOException {
        for (long at = found; at != ChunkScan.NONE; ) {
            ChunkHeader header = scan.headerOrNull(at);
            if (header == null) {
                return false;
            }
            if (header.durable() > position) {
                return true;
            }
            at = scan.next(at + header.bytes());
        }
        return false;
    }

    private void take(DiskFile index, ChunkHeader header, @Nullable IndexEntry known)
            throws IOException {
        if (header.firstOffset() > next) {
            damage(next, header.firstOffset());
        }
        if (known == null || position > known.position()) {
            ByteBuffer entry = ByteBuffer.allocate(IndexEntry.BYTES);
            IndexEntry.of(header, position).encode(entry, stream);
            index.write(entry.flip(), index.sizeBytes());
        }
        lastChunk = new Position(first, position, header.firstOffset());
        timestamp = header.timestamp();
        next = header.nextOffset();
        position += header.bytes();
    }

    private void damage(long from, long to) {
        isDamaged = true;
        damages.damaged(stream, first, position, from, to);
    }

    private void cut() throws IOException {
        file.truncate(position);
        file.sync();
    }
}
