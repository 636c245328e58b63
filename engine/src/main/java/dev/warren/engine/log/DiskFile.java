package dev.warren.engine.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file of a [Disk]. Reads may run beside writes.
public interface DiskFile extends Closeable {

    long sizeBytes() throws IOException;

    /// Writes all that remains in the buffer, at an offset. A file that is too short grows; where
    /// there is no room for that it fails with [NoRoomException].
    void write(ByteBuffer from, long offset) throws IOException;

    /// Fills the buffer from an offset on, as far as the file reaches.
    void read(ByteBuffer into, long offset) throws IOException;

    /// Cuts the file to this size. Durable with the next sync.
    void truncate(long sizeBytes) throws IOException;

    /// Makes durable what was written. Once it has failed, nobody knows what is.
    void sync() throws IOException;
}
