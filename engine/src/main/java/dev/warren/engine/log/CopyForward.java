package dev.warren.engine.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the owner, a piece at a time, to copy forward what is alive in an old file that is more
/// than half dead. Owned by the writer.
final class CopyForward {

    /// The youngest sealed files are left alone: most of what is in them will die by itself.
    static final int YOUNG_FILES = 4;

    private static final long PIECE_BYTES = 1 << 20;

    /// With the size of a piece this is the rate: about 50 MB a second.
    private static final long PAUSE_MILLIS = 20;

    /// After that, what is still alive is asked for again.
    private static final long REST_MILLIS = 1000;

    private final LogThreads threads;
    private final FileTable files;
    private final Survivors survivors;
    private final LogWriter writer;
    private boolean isBusy;

    CopyForward(LogThreads threads, FileTable files, Survivors survivors, LogWriter writer) {
        this.threads = threads;
        this.files = files;
        this.survivors = survivors;
        this.writer = writer;
    }

    void look() {
        WalFile file = isBusy ? null : mostlyDeadOrNull();
        if (file == null) {
            return;
        }
        isBusy = true;
        FileIndex known = file.index;
        threads.background(() -> {
            try {
                FileIndex index = known != null ? known : Footer.readOrNull(file.file, file.number);
                threads.write(() -> copyFrom(file, index, 0));
            } catch (IOException e) {
                writer.fail(e);
            }
        });
    }

    private @Nullable WalFile mostlyDeadOrNull() {
        List<WalFile> all = new ArrayList<>(files.all());
        for (WalFile file : all.subList(0, Math.max(0, all.size() - 1 - YOUNG_FILES))) {
            if (file.liveBytes > 0 && file.liveBytes < file.sizeBytes / 2) {
                return file;
            }
        }
        return null;
    }

    private void copyFrom(WalFile file, @Nullable FileIndex index, int from) {
        List<RecordInfo> alive = new ArrayList<>();
        long bytes = 0;
        int i = from;
        for (; index != null && i < index.count() && bytes < PIECE_BYTES; i++) {
            if (index.counts(i) && !file.isSettled(index.offset(i))) {
                alive.add(index.info(i));
                bytes += index.length(i);
            }
        }
        if (alive.isEmpty()) {
            threads.later(this::rested, REST_MILLIS);
            return;
        }
        int next = i;
        threads.background(() -> survivors.copyForward(alive));
        threads.later(() -> copyFrom(file, index, next), PAUSE_MILLIS);
    }

    private void rested() {
        isBusy = false;
        look();
    }
}
