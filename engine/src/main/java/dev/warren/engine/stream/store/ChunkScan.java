package dev.warren.engine.stream.store;

import dev.warren.engine.log.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Looks at the chunks of one segment, through a window that moves along. Owned by one thread;
/// calls block.
final class ChunkScan {

    static final long NONE = -1;

    private static final int WINDOW_BYTES = 256 << 10;

    private final DiskFile file;
    private final long stream;
    private final long segment;
    private final long end;
    private byte[] window = new byte[0];
    private long windowAt;
    private int windowLength;

    /// Up to where reading ahead is worth while.
    private long aheadEnd;

    /// @param end behind the last byte that counts
    ChunkScan(DiskFile file, long stream, long segment, long end) {
        this.file = file;
        this.stream = stream;
        this.segment = segment;
        this.end = end;
        this.aheadEnd = end;
    }

    /// Reads no further ahead than this; beyond it only what is asked for.
    ChunkScan aheadTo(long position) {
        aheadEnd = Math.min(position, end);
        return this;
    }

    /// The head of the chunk at a position, if one stands there that ends before the end.
    @Nullable ChunkHeader headerOrNull(long position) throws IOException {
        if (end - position < ChunkHeader.BYTES || !load(position, ChunkHeader.BYTES)) {
            return null;
        }
        ChunkHeader header =
                ChunkHeader.decodeOrNull(
                        window, index(position), new ChunkHeader.Place(stream, segment, position));
        return header == null || position + header.bytes() > end ? null : header;
    }

    /// Whether filter and messages are what was written.
    boolean isSound(ChunkHeader header, long position) throws IOException {
        if (!load(position, header.bytes())) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(window, index(position) + ChunkHeader.BYTES, header.payload().bytes());
        return (int) crc.getValue() == header.payload().crc();
    }

    /// The first place from a position on at which a sound chunk begins; [#NONE] if there is none.
    long next(long from) throws IOException {
        for (long at = from; at <= end - ChunkHeader.BYTES; at++) {
            if (!load(at, ChunkHeader.BYTES)) {
                return NONE;
            }
            if (window[index(at)] != (byte) ChunkHeader.MAGIC) {
                continue;
            }
            ChunkHeader header = headerOrNull(at);
            if (header != null && isSound(header, at)) {
                return at;
            }
        }
        return NONE;
    }

    /// Has this range in [#bytes]. False when the file is too short.
    boolean load(long position, int length) throws IOException {
        if (position >= windowAt && position + length <= windowAt + windowLength) {
            return true;
        }
        long wanted = Math.max(length, Math.min(WINDOW_BYTES, aheadEnd - position));
        if (window.length < wanted || window.length > 2 * Math.max(WINDOW_BYTES, wanted)) {
            window = new byte[(int) Math.max(wanted, Math.min(WINDOW_BYTES, end))];
        }
        ByteBuffer into = ByteBuffer.wrap(window, 0, (int) wanted);
        file.read(into, position);
        windowAt = position;
        windowLength = into.position();
        Arrays.fill(window, windowLength, (int) wanted, (byte) 0);
        return length <= windowLength;
    }

    /// The window: what was loaded last is in it.
    byte[] bytes() {
        return window;
    }

    int index(long position) {
        return (int) (position - windowAt);
    }
}
