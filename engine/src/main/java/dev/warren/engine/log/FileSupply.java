package dev.warren.engine.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has the next file ready before it is needed. Owned by the writer; the slow part runs in the
/// background.
///
/// A file is filled with zeros, given its header and synced under another name, and only then
/// renamed: one with the name of a log file always has its header.
final class FileSupply {

    static final String RESERVE = "reserve";
    private static final String FREE = "free-";
    private static final String NEW = "new-";
    private static final int FREE_MAX = 2;
    private static final int GROWTH = 4;
    private static final long RETRY_MILLIS = 1000;

    private final Disk disk;
    private final LogOptions options;
    private final LogThreads threads;
    private final Consumer<Throwable> fail;
    private final Consumer<Boolean> blocked;
    private final Runnable goOn;
    private final ArrayDeque<String> free = new ArrayDeque<>();
    private long nextNumber;
    private long nextBytes;
    private boolean hasReserve;
    private boolean isPreparing;
    private boolean isFailing;
    private @Nullable WalFile standby;

    FileSupply(
            Disk disk,
            LogOptions options,
            LogThreads threads,
            Consumer<Throwable> fail,
            Consumer<Boolean> blocked,
            Runnable goOn) {
        this.disk = disk;
        this.options = options;
        this.threads = threads;
        this.fail = fail;
        this.blocked = blocked;
        this.goOn = goOn;
    }

    /// Looks what lies around and makes the first file, waiting for it.
    WalFile open(long firstNumber) throws IOException {
        nextNumber = firstNumber;
        nextBytes = options.firstFileBytes();
        for (String name : disk.list()) {
            if (name.equals(RESERVE)) {
                hasReserve = bytesOf(RESERVE) >= options.reserveBytes();
            } else if (name.startsWith(FREE) && free.size() < FREE_MAX) {
                keepOrDelete(name);
            } else if (name.startsWith(FREE) || name.startsWith(NEW)) {
                disk.delete(name);
            }
        }
        WalFile first = firstFile();
        grow(first);
        return first;
    }

    private long bytesOf(String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            return file.sizeBytes();
        }
    }

    private void keepOrDelete(String name) throws IOException {
        if (bytesOf(name) == options.fileBytes()) {
            free.add(name);
        } else {
            disk.delete(name);
        }
    }

    private WalFile firstFile() throws IOException {
        String recycled = free.poll();
        try {
            String from = recycled == null ? create(nextBytes) : recycled;
            WalFile first = christen(from);
            threads.background(this::makeReserve);
            return first;
        } catch (IOException e) {
            if (!hasReserve || recycled != null) {
                throw e;
            }
            hasReserve = false;
            return christen(RESERVE);
        }
    }

    private void grow(WalFile taken) {
        nextNumber = taken.number + 1;
        nextBytes = Math.min(options.fileBytes(), Math.max(nextBytes, taken.sizeBytes) * GROWTH);
    }

    /// Whether the last attempt to make a file has failed.
    boolean isFailing() {
        return isFailing;
    }

    /// Begins to prepare the next file if there is none.
    void ensure() {
        if (standby == null && !isPreparing && !isFailing) {
            prepare(nextBytes);
        }
    }

    /// A file of at least so many bytes, or null: then the writer is told when it can go on.
    @Nullable WalFile takeOrNull(long bytes, boolean isUrgent) {
        WalFile ready = standby;
        if (ready != null && ready.sizeBytes >= bytes) {
            standby = null;
            grow(ready);
            return ready;
        }
        if (isPreparing) {
            return null;
        }
        if (!isFailing) {
            prepare(Math.max(nextBytes, bytes));
        } else if (isUrgent && hasReserve && ready == null && bytes <= options.reserveBytes()) {
            hasReserve = false;
            background(() -> ready(christen(RESERVE), true));
        }
        return null;
    }

    /// A file has gone. Its name says whether it may be used again.
    void recycle(@Nullable String name) {
        if (name != null) {
            free.add(name);
        }
        if (isFailing && !isPreparing) {
            prepare(nextBytes);
        }
    }

    /// The name under which a file that is done with waits for another use, or null if it is to be
    /// deleted.
    @Nullable String freeNameOrNull(WalFile file) {
        boolean isWanted = file.sizeBytes == options.fileBytes() && free.size() < FREE_MAX;
        return isWanted ? FREE + file.number : null;
    }

    private void prepare(long bytes) {
        String recycled = bytes <= options.fileBytes() ? free.poll() : null;
        WalFile tooSmall = standby;
        standby = null;
        background(() -> {
            if (tooSmall != null) {
                tooSmall.file.close();
                disk.delete(WalFile.name(tooSmall.number));
            }
            String from = recycled;
            if (from == null) {
                try {
                    from = create(bytes);
                } catch (IOException e) {
                    threads.write(this::noRoom);
                    return;
                }
            }
            ready(christen(from), false);
        });
    }

    private void background(Work work) {
        isPreparing = true;
        threads.background(() -> {
            try {
                work.run();
            } catch (IOException | RuntimeException e) {
                fail.accept(e);
            }
        });
    }

    private String create(long bytes) throws IOException {
        String name = NEW + nextNumber;
        disk.create(name, bytes).close();
        return name;
    }

    /// Gives a file the next number: first its header, then its name.
    private WalFile christen(String from) throws IOException {
        DiskFile file = disk.open(from);
        FileHeader.write(file, options.node(), nextNumber);
        file.sync();
        disk.rename(from, WalFile.name(nextNumber));
        disk.syncDirectory();
        WalFile made = new WalFile(nextNumber, file);
        made.index = new FileIndex(nextNumber);
        return made;
    }

    private void ready(WalFile file, boolean fromReserve) {
        file.isReserve = fromReserve;
        threads.write(() -> {
            isPreparing = false;
            standby = file;
            if (!fromReserve) {
                hasRoom();
            }
            goOn.run();
        });
    }

    private void hasRoom() {
        if (isFailing) {
            isFailing = false;
            blocked.accept(false);
        }
        if (!hasReserve) {
            threads.background(this::makeReserve);
        }
    }

    private void noRoom() {
        isPreparing = false;
        if (!isFailing) {
            isFailing = true;
            blocked.accept(true);
        }
        threads.later(this::retry, RETRY_MILLIS);
        goOn.run();
    }

    private void retry() {
        if (!isFailing) {
            return;
        }
        if (isPreparing || standby != null) {
            threads.later(this::retry, RETRY_MILLIS);
        } else {
            prepare(nextBytes);
        }
    }

    /// In the background. Without room it is tried again with the next file.
    private void makeReserve() {
        try {
            boolean isThere =
                    disk.list().contains(RESERVE) && bytesOf(RESERVE) >= options.reserveBytes();
            if (!isThere) {
                disk.create(NEW + RESERVE, options.reserveBytes()).close();
                disk.rename(NEW + RESERVE, RESERVE);
                disk.syncDirectory();
            }
            threads.write(() -> hasReserve = true);
        } catch (IOException ignoredThereIsNoRoom) {
            threads.write(() -> hasReserve = false);
        }
    }

    /// Slow work that may fail.
    private interface Work {
        void run() throws IOException;
    }
}
