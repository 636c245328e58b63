package dev.warren.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file that one process holds. The operating system lets go when the process ends, however it
/// ends, so a stale lock cannot be. The process number inside is for people only.
final class LockFile implements AutoCloseable {

    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /// Null if someone holds it, be it this process.
    static @Nullable LockFile takeOrNull(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isTaken = false;
        try {
            FileLock lock = channel.tryLock();
            isTaken = lock != null;
        } catch (OverlappingFileLockException ignoredThisProcessHoldsIt) {
            isTaken = false;
        } finally {
            if (!isTaken) {
                channel.close();
            }
        }
        return isTaken ? new LockFile(channel) : null;
    }

    /// The process that signed the file, if that can be read.
    static @Nullable String holderOrNull(Path file) {
        try {
            String pid = Files.readString(file).strip();
            return pid.isEmpty() ? null : pid;
        } catch (IOException ignoredTheNumberIsACourtesy) {
            return null;
        }
    }

    void sign() throws IOException {
        var pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignoredTheSystemReleasesItAtExit) {
            // Nothing was written that could be lost.
        }
    }
}
