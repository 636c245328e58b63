package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A piece of a file in memory. It grows while whoever reads goes forward, and is small again after
/// a leap. Owned by one thread.
final class ReadAhead {

    /// A buffer that had to be larger for one record is let go with the next.
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private final int leastBytes;
    private final int mostBytes;
    private WalFile file;
    private ByteBuffer buffer;
    private long start;
    private int loaded;
    private int ahead;

    ReadAhead(WalFile file, int leastBytes, int mostBytes) {
        this.file = file;
        this.leastBytes = leastBytes;
        this.mostBytes = mostBytes;
        this.ahead = leastBytes;
        this.buffer = allocate(leastBytes);
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Goes on with another file, in the same memory.
    void turnTo(WalFile next) {
        file = next;
        start = 0;
        loaded = 0;
        ahead = leastBytes;
    }

    WalFile file() {
        return file;
    }

    /// Whether the byte at an offset is in the buffer.
    boolean has(long at) {
        return at >= start && at < start + loaded;
    }

    /// Little-endian. Another one after a [#load].
    ByteBuffer buffer() {
        return buffer;
    }

    /// Brings so many bytes from an offset on into the buffer, as far as the file reaches, and says
    /// where they are there.
    int load(long at, int count) throws IOException {
        long end = start + loaded;
        if (at < start || Math.min(at + count, file.sizeBytes) > end) {
            boolean isForward = at >= start && at <= end + ahead;
            ahead = isForward ? Math.min(ahead * 2, mostBytes) : leastBytes;
            fill(at, (int) Math.min(Math.max(count, ahead), file.sizeBytes - at));
        }
        return (int) (at - start);
    }

    private void fill(long at, int count) throws IOException {
        if (buffer.capacity() < count || buffer.capacity() > Math.max(count, KEPT_BYTES_MAX)) {
            buffer = allocate(count);
        }
        loaded = 0;
        start = at;
        file.file.read(buffer.clear().limit(count), at);
        loaded = buffer.flip().limit();
    }
}
