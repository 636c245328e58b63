package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A piece of a file in memory. It grows while whoever reads goes forward, and is small again after
/// a leap. Owned by one thread.
final class ReadAhead {

    private final DiskFile file;
    private final long sizeBytes;
    private final int leastBytes;
    private final int mostBytes;
    private ByteBuffer buffer;
    private long start;
    private int ahead;

    ReadAhead(DiskFile file, int leastBytes, int mostBytes) throws IOException {
        this.file = file;
        this.sizeBytes = file.sizeBytes();
        this.leastBytes = leastBytes;
        this.mostBytes = mostBytes;
        this.ahead = leastBytes;
        this.buffer = allocate(leastBytes).limit(0);
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /// Little-endian. Another one after a [#load].
    ByteBuffer buffer() {
        return buffer;
    }

    /// Brings so many bytes from an offset on into the buffer, as far as the file reaches, and says
    /// where they are there.
    int load(long at, int count) throws IOException {
        long end = start + buffer.limit();
        if (at < start || Math.min(at + count, sizeBytes) > end) {
            boolean isForward = at >= start && at <= end + ahead;
            ahead = isForward ? Math.min(ahead * 2, mostBytes) : leastBytes;
            fill(at, (int) Math.min(Math.max(count, ahead), sizeBytes - at));
        }
        return (int) (at - start);
    }

    private void fill(long at, int count) throws IOException {
        if (buffer.capacity() < count || buffer.capacity() > Math.max(count, mostBytes)) {
            buffer = allocate(count);
        }
        buffer.clear().limit(0);
        start = at;
        file.read(buffer.limit(count), at);
        buffer.flip();
    }
}
