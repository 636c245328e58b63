package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import dev.warren.engine.log.DiskFile;
import dev.warren.engine.stream.store.Extent.Position;
import dev.warren.engine.stream.store.Extent.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what the files of one stream hold. For one use; calls block.
///
/// Only the torn end of the last segment is cut off. What is damaged stays where it is, and the
/// stream goes on behind it.
final class StreamRecovery {

    private final Disk disk;
    private final long stream;
    private final DamageListener damages;

    StreamRecovery(Disk disk, long stream, DamageListener damages) {
        this.disk = disk;
        this.stream = stream;
        this.damages = damages;
    }

    StreamFiles recover() throws IOException {
        List<Long> firsts = new ArrayList<>(SegmentNames.segments(disk.list()));
        deleteStrayIndexes(firsts);
        long next = 0;
        while (!firsts.isEmpty()) {
            long last = firsts.getLast();
            SegmentRecovery.Found found = lastOrNull(last);
            if (found != null) {
                return files(sealed(firsts), found);
            }
            // its maker did not come as far as its first chunk
            next = Math.max(next, last);
            ActiveSegment.deleteRemains(disk, last);
            firsts.removeLast();
        }
        Extent empty = new Extent(List.of(), null, next, new Position(0, 0, 0));
        return new StreamFiles(stream, disk, empty, false);
    }

    private StreamFiles files(List<Segment> sealed, SegmentRecovery.Found last) {
        Extent extent = new Extent(sealed, last.segment(), last.segment().next(), last.lastChunk());
        return new StreamFiles(stream, disk, extent, last.isDamaged());
    }

    /// Null for a file that was made and never got as far as a durable head.
    private SegmentRecovery.@Nullable Found lastOrNull(long first) throws IOException {
        try (DiskFile file = disk.open(SegmentNames.segment(first))) {
            boolean hasHeader = SegmentHeader.isThere(file, stream, first);
            if (!hasHeader && file.sizeBytes() <= SegmentHeader.BYTES) {
                return null;
            }
            return new SegmentRecovery(disk, stream, first, file, damages).last();
        }
    }

    private List<Segment> sealed(List<Long> firsts) throws IOException {
        List<Segment> sealed = new ArrayList<>();
        for (int i = 0; i + 1 < firsts.size(); i++) {
            long first = firsts.get(i);
            try (DiskFile file = disk.open(SegmentNames.segment(first))) {
                SegmentHeader.isThere(file, stream, first);
                sealed.add(
                        new SegmentRecovery(disk, stream, first, file, damages)
                                .sealed(firsts.get(i + 1))
                                .segment());
            }
        }
        return sealed;
    }

    private void deleteStrayIndexes(List<Long> segments) throws IOException {
        List<Long> stray = new ArrayList<>(SegmentNames.indexes(disk.list()));
        stray.removeAll(segments);
        for (long first : stray) {
            disk.delete(SegmentNames.index(first));
        }
    }
}
