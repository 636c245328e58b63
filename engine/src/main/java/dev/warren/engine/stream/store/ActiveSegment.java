package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import dev.warren.engine.log.DiskFile;
import dev.warren.engine.log.NoRoomException;
import dev.warren.engine.stream.store.Extent.Position;
import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segment of a stream that grows, and its index. Owned by the writer.
///
/// The file is only as long as what was written, so each write also takes room on the disk: one
/// that finds no room can be taken back and tried again, as long as nothing else has failed.
final class ActiveSegment {

    private static final Logger logger = LoggerFactory.getLogger("warren.stream");

    /// So much is written at a time, for the JDK keeps a buffer of that size.
    private static final int WRITE_BYTES_MAX = 1 << 20;

    private final long stream;
    private final DiskFile file;
    private final DiskFile index;
    private final List<IndexEntry> unindexed = new ArrayList<>();
    private long indexBytes;

    /// What is durable, and what is written.
    private Segment durable;

    private Segment written;
    private Position lastChunk;

    private ActiveSegment(
            long stream, DiskFile file, DiskFile index, Segment durable, Position lastChunk)
            throws IOException {
        this.stream = stream;
        this.file = file;
        this.index = index;
        this.indexBytes = index.sizeBytes() / IndexEntry.BYTES * IndexEntry.BYTES;
        this.durable = durable;
        this.written = durable;
        this.lastChunk = lastChunk;
    }

    /// Makes both files, durable by name and head.
    static ActiveSegment create(Disk disk, long stream, long first, long timestamp)
            throws IOException {
        DiskFile file = disk.create(SegmentNames.segment(first), 0);
        DiskFile index = null;
        try {
            write(file, SegmentHeader.encode(stream, first), 0);
            index = disk.create(SegmentNames.index(first), 0);
            sync(file);
            syncNames(disk);
        } catch (IOException e) {
            file.close();
            if (index != null) {
                index.close();
            }
            deleteRemains(disk, first);
            throw e;
        }
        return new ActiveSegment(
                stream,
                file,
                index,
                new Segment(first, first, SegmentHeader.BYTES, timestamp),
                new Position(first, SegmentHeader.BYTES, first));
    }

    static ActiveSegment open(Disk disk, long stream, Segment found, Position lastChunk)
            throws IOException {
        DiskFile file = disk.open(SegmentNames.segment(found.first()));
        try {
            return new ActiveSegment(
                    stream, file, disk.open(SegmentNames.index(found.first())), found, lastChunk);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Deletes both files of a segment. An index that stays is deleted at the next start.
    static void delete(Disk disk, long first) throws IOException {
        disk.delete(SegmentNames.segment(first));
        try {
            disk.delete(SegmentNames.index(first));
        } catch (IOException e) {
            logger.warn("the index of segment {} could not be deleted", first, e);
        }
    }

    /// The same for a segment that was not made to the end.
    static void deleteRemains(Disk disk, long first) throws IOException {
        List<String> names = disk.list();
        for (String name : List.of(SegmentNames.segment(first), SegmentNames.index(first))) {
            if (names.contains(name)) {
                disk.delete(name);
            }
        }
    }

    private static void write(DiskFile file, ByteBuffer bytes, long at) throws IOException {
        try {
            file.write(bytes, at);
        } catch (NoRoomException e) {
            throw e;
        } catch (IOException e) {
            throw new DiskFailedException(e);
        }
    }

    private static void sync(DiskFile file) throws IOException {
        try {
            file.sync();
        } catch (IOException e) {
            throw new DiskFailedException(e);
        }
    }

    static void syncNames(Disk disk) throws IOException {
        try {
            disk.syncDirectory();
        } catch (IOException e) {
            throw new DiskFailedException(e);
        }
    }

    Segment durable() {
        return durable;
    }

    Segment written() {
        return written;
    }

    Position lastChunk() {
        return lastChunk;
    }

    boolean isEmpty() {
        return written.bytes() == SegmentHeader.BYTES;
    }

    /// Writes a chunk behind what is written already.
    void write(ChunkWriter chunk, long timestamp) throws IOException {
        long position = written.bytes();
        long first = written.next();
        int count = chunk.count();
        ByteBuffer bytes =
                chunk.finish(
                        new ChunkHeader.Place(stream, written.first(), position),
                        first,
                        timestamp,
                        durable.bytes());
        int length = bytes.remaining();
        for (int at = 0; at < length; at += WRITE_BYTES_MAX) {
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(WRITE_BYTES_MAX, length - at));
            bytes.position(bytes.position() + part.remaining());
            write(file, part, position + at);
        }
        unindexed.add(new IndexEntry(first, timestamp, position, count));
        written = new Segment(written.first(), first + count, position + length, timestamp);
    }

    /// Makes everything durable that was written.
    void sync() throws IOException {
        if (written.bytes() > durable.bytes()) {
            sync(file);
            durable = written;
            index();
        }
    }

    /// A missing entry costs time at the next start, and nothing else.
    private void index() {
        ByteBuffer entries = ByteBuffer.allocate(unindexed.size() * IndexEntry.BYTES);
        for (IndexEntry entry : unindexed) {
            entry.encode(entries, stream);
        }
        IndexEntry last = unindexed.getLast();
        lastChunk = new Position(durable.first(), last.position(), last.firstOffset());
        unindexed.clear();
        entries.flip();
        try {
            int bytes = entries.remaining();
            index.write(entries, indexBytes);
            indexBytes += bytes;
        } catch (IOException e) {
            logger.warn("the index of stream {} could not be written", stream, e);
        }
    }

    /// Takes back what is written and not durable.
    void rollBack() throws IOException {
        unindexed.clear();
        written = durable;
        try {
            file.truncate(durable.bytes());
        } catch (IOException e) {
            throw new DiskFailedException(e); // what lies there may not be read one day
        }
    }

    /// It does not grow any more. Its index becomes durable, if it can.
    void seal() throws IOException {
        sync();
        try {
            index.sync();
        } catch (IOException e) {
            logger.warn("the index of stream {} could not be synced", stream, e);
        }
        close();
    }

    void close() throws IOException {
        file.close();
        index.close();
    }
}
