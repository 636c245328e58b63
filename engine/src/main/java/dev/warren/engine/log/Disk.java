package dev.warren.engine.log;

import java.io.IOException;
import java.util.List;

/// One directory of files, as the log sees it. Calls block. May be used from several threads.
///
/// Nothing is durable before a sync: bytes by [DiskFile#sync], names by [#syncDirectory].
public interface Disk {

    /// Makes a file of this size, filled with zeros and synced, so that later writes change bytes
    /// only. Leaves nothing behind when it fails.
    DiskFile create(String name, long sizeBytes) throws IOException;

    /// Makes a file of this size that takes room only where it is written, as far as the disk can
    /// do so. Nothing is synced.
    default DiskFile createSparse(String name, long sizeBytes) throws IOException {
        return create(name, sizeBytes);
    }

    DiskFile open(String name) throws IOException;

    /// The names of all files, in no order.
    List<String> list() throws IOException;

    void delete(String name) throws IOException;

    /// Gives a file another name, in one step. Who has it open keeps it open.
    void rename(String from, String to) throws IOException;

    /// How many threads may read side by side with profit. With one, recovery stays in the thread
    /// that called it.
    default int readers() {
        return 1;
    }

    /// Makes creations, deletions and renamings durable.
    void syncDirectory() throws IOException;
}
