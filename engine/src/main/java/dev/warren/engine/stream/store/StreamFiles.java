package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import dev.warren.engine.message.Message;
import dev.warren.engine.stream.store.Extent.Position;
import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of one stream as they are written. Owned by the writer.
///
/// ```
///  append ... append     chunks go behind the last segment; a full one is sealed, synced first
///  sync                  all of it is durable
///  extent                what readers may see
/// ```
///
/// If [#append] fails, [#rollBack] makes it as if it had not been called since the last sync.
final class StreamFiles {

    private final long stream;
    private final Disk disk;
    private final List<Segment> sealed;
    private long sealedBytes;

    /// The same list for readers, made anew when it has changed.
    private @Nullable List<Segment> shown;

    /// The segment that grows, while it is not open; null before the first message.
    private @Nullable Segment resting;

    private Position lastChunk;
    private long nextOffset;

    /// Null while nothing has been appended lately.
    private @Nullable ActiveSegment active;

    /// Whether the last segment holds damage: it is left as it is, and a new one begun.
    private boolean mustRoll;

    /// Segments that were begun since the last sync.
    private int rolled;

    StreamFiles(long stream, Disk disk, Extent found, boolean isDamaged) {
        this.stream = stream;
        this.disk = disk;
        this.sealed = new ArrayList<>(found.sealed());
        this.sealedBytes = sealed.stream().mapToLong(Segment::bytes).sum();
        this.resting = found.active();
        this.lastChunk = found.lastChunk();
        this.nextOffset = found.nextOffset();
        this.mustRoll = isDamaged;
    }

    Disk disk() {
        return disk;
    }

    boolean isOpen() {
        return active != null;
    }

    /// Writes messages as chunks. Not durable yet.
    void append(List<Message> messages, StreamLimits limits, ChunkWriter chunk, long nowMillis)
            throws IOException {
        chunk.begin(limits.filterBytes());
        for (Message message : messages) {
            if (!chunk.hasRoom(message)) {
                write(chunk, limits, nowMillis);
                chunk.begin(limits.filterBytes());
            }
            chunk.add(message);
        }
        if (!chunk.isEmpty()) {
            write(chunk, limits, nowMillis);
        }
    }

    private void write(ChunkWriter chunk, StreamLimits limits, long nowMillis) throws IOException {
        ActiveSegment segment = openedOrNull();
        boolean isFull =
                segment != null
                        && !segment.isEmpty()
                        && segment.written().bytes() + chunk.bytes() > limits.segmentBytesMax();
        if (segment == null || isFull || mustRoll) {
            segment = roll(segment, nowMillis);
        }
        segment.write(chunk, Math.max(nowMillis, segment.written().lastTimestamp()));
    }

    private @Nullable ActiveSegment openedOrNull() throws IOException {
        Segment closed = resting;
        if (active == null && closed != null) {
            active = ActiveSegment.open(disk, stream, closed, lastChunk);
            resting = null;
        }
        return active;
    }

    private ActiveSegment roll(@Nullable ActiveSegment full, long nowMillis) throws IOException {
        if (full != null) {
            full.sync();
            nextOffset = full.durable().next();
            lastChunk = full.lastChunk();
        }
        ActiveSegment begun = ActiveSegment.create(disk, stream, nextOffset, nowMillis);
        active = begun;
        mustRoll = false;
        rolled++;
        if (full != null) {
            sealed.add(full.durable());
            sealedBytes += full.durable().bytes();
            shown = null;
            full.seal();
        }
        return begun;
    }

    /// Makes durable what was appended. Whether segments were begun meanwhile.
    boolean sync() throws IOException {
        ActiveSegment segment = active;
        if (segment != null) {
            segment.sync();
            nextOffset = segment.durable().next();
            if (!segment.isEmpty()) {
                lastChunk = segment.lastChunk();
            }
        }
        boolean hasRolled = rolled > 0;
        rolled = 0;
        return hasRolled;
    }

    /// Forgets what was appended and is not durable.
    ///
    /// What stands in segments that were sealed meanwhile is durable by then, and stays: only its
    /// last part is taken back.
    void rollBack() throws IOException {
        ActiveSegment segment = active;
        if (segment != null) {
            segment.rollBack();
        }
    }

    /// The offset behind what is durable: an [#append] that failed may have brought some of it.
    long durableNext() {
        ActiveSegment segment = active;
        return segment == null ? nextOffset : segment.durable().next();
    }

    /// What is durable.
    Extent extent() {
        List<Segment> readers = shown;
        if (readers == null) {
            readers = List.copyOf(sealed);
            shown = readers;
        }
        return new Extent(readers, lastOrNull(), nextOffset, lastChunk);
    }

    private @Nullable Segment lastOrNull() {
        ActiveSegment segment = active;
        return segment == null ? resting : segment.durable();
    }

    /// Deletes the oldest segments as far as the limits ask for it: whole ones, and never the last.
    /// Whether there were any.
    boolean retain(StreamLimits limits, long nowMillis) throws IOException {
        boolean hasDeleted = false;
        while (!sealed.isEmpty() && isOver(limits, sealed.getFirst(), nowMillis)) {
            Segment oldest = sealed.removeFirst();
            sealedBytes -= oldest.bytes();
            shown = null;
            ActiveSegment.delete(disk, oldest.first());
            ActiveSegment.syncNames(disk); // one after the other: no hole in between
            hasDeleted = true;
        }
        return hasDeleted;
    }

    private boolean isOver(StreamLimits limits, Segment oldest, long nowMillis) {
        Long bytesMax = limits.bytesMax();
        Long ageMax = limits.ageMaxMillis();
        Segment last = lastOrNull();
        long bytes = sealedBytes + (last == null ? 0 : last.bytes());
        boolean isEmptyBehind = sealed.size() == 1 && last != null && last.first() == last.next();
        return !isEmptyBehind
                && (bytesMax != null && bytes > bytesMax
                        || ageMax != null && oldest.lastTimestamp() < nowMillis - ageMax);
    }

    /// Closes the open files; they are opened again when they are needed. Only when all is synced.
    void rest() throws IOException {
        ActiveSegment segment = active;
        if (segment != null) {
            resting = segment.durable();
            active = null;
            segment.close();
        }
    }
}
