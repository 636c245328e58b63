package dev.warren.engine.log;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The files of a log by number. Changed by the writer, read by anyone.
final class FileTable {

    private final ConcurrentSkipListMap<Long, WalFile> files = new ConcurrentSkipListMap<>();

    void add(WalFile file) {
        files.put(file.number, file);
    }

    void remove(WalFile file) {
        files.remove(file.number);
    }

    @Nullable WalFile getOrNull(long number) {
        return files.get(number);
    }

    /// Oldest first.
    Collection<WalFile> all() {
        return files.values();
    }

    Collection<WalFile> olderThan(WalFile file) {
        return files.headMap(file.number).values();
    }
}
