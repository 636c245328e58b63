package dev.warren.engine.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a log held when it was recovered. Owned by whoever recovers, until the log is opened on it.
public final class RecoveredLog {

    private final FileTable files;
    private final List<WalFile> leftovers;
    private final @Nullable WalFile unsealed;
    private final long nextNumber;

    RecoveredLog(
            FileTable files, List<WalFile> leftovers, @Nullable WalFile unsealed, long nextNumber) {
        this.files = files;
        this.leftovers = leftovers;
        this.unsealed = unsealed;
        this.nextNumber = nextNumber;
    }

    /// What a log begins with that has no past.
    static RecoveredLog nothing() {
        return new RecoveredLog(new FileTable(), List.of(), null, 1);
    }

    /// The record that was visited at a position is settled by another one that was visited, or
    /// there is a copy of it.
    public void settled(long position, int length) {
        WalFile file = files.getOrNull(Position.file(position));
        if (file != null) {
            file.settle(Position.offset(position), length);
        }
    }

    /// For reading before the log is opened.
    public LogReader reader() {
        return new LogReader(files);
    }

    FileTable files() {
        return files;
    }

    long nextNumber() {
        return nextNumber;
    }

    /// Seals the file that was written last, without its torn tail, and puts aside what holds
    /// nothing. Can be repeated after a crash at any point.
    void tidy(Disk disk) throws IOException {
        if (unsealed != null) {
            unsealed.seal();
        }
        for (WalFile leftover : leftovers) {
            leftover.file.close();
            disk.delete(WalFile.name(leftover.number));
        }
        disk.syncDirectory();
    }
}
