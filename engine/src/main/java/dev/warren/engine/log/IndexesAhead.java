package dev.warren.engine.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Reads the indexes of files one after the other, a few ahead of whoever asks. No more of them are
/// in memory at a time. Owned by a recovery.
final class IndexesAhead implements AutoCloseable {

    private final Iterator<WalFile> files;
    private final int readers;
    private final @Nullable ExecutorService threads;
    private final ArrayDeque<Future<@Nullable FileIndex>> ahead = new ArrayDeque<>();

    /// With one reader everything happens in the thread that asks.
    IndexesAhead(Collection<WalFile> files, int readers) {
        this.files = files.iterator();
        this.readers = Math.min(readers, files.size());
        this.threads = this.readers > 1 ? Executors.newFixedThreadPool(this.readers) : null;
    }

    /// The index of the next file, or null when it cannot be read.
    @Nullable FileIndex nextOrNull() throws IOException {
        if (threads == null) {
            return read(files.next());
        }
        while (ahead.size() < readers && files.hasNext()) {
            WalFile file = files.next();
            ahead.add(threads.submit(() -> read(file)));
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            throw new IOException("the index of a file of the log cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the log was read", e);
        }
    }

    private static @Nullable FileIndex read(WalFile file) throws IOException {
        FileIndex known = file.index;
        return known != null ? known : Footer.readOrNull(file.file, file.number);
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }
}
