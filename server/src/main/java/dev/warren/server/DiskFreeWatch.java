package dev.warren.server;

import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.memory.Shortage;
import dev.warren.server.config.ServerConfiguration.Resources;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the free space of a disk with a limit, on a thread of its own: asking a disk may take
/// as long as the disk likes.
///
/// The nearer the limit, the sooner it looks again: after half of the time in which a fast disk
/// could be filled down to it. While space is short it looks each second.
final class DiskFreeWatch implements AutoCloseable {

    /// How much may still be written. Fails when the disk does not say.
    @FunctionalInterface
    interface FreeSpace {
        long bytes() throws IOException;
    }

    static final long DELAY_MILLIS_MIN = 100;
    static final long DELAY_MILLIS_MAX = 10_000;
    static final long DELAY_MILLIS_SHORT = 1_000;

    /// How fast space may go: 1 GB a second.
    static final long FILL_BYTES_PER_MILLI = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger("warren.alarm");

    private final FreeSpace space;
    private volatile long limitBytes;
    private volatile long freeBytes;
    private final Consumer<Boolean> alarm;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("disk-free").daemon().factory());
    private volatile boolean isWatching = true;
    private boolean isShort;
    private boolean isUnknown;

    /// `alarm` hears when there is too little space and when there is enough again.
    DiskFreeWatch(FreeSpace space, long limitBytes, Consumer<Boolean> alarm) {
        this.space = space;
        this.limitBytes = limitBytes;
        this.alarm = alarm;
    }

    /// Watches the disk that a directory is on.
    static DiskFreeWatch start(Path directory, Resources limits, ResourceAlarm alarm)
            throws StartupException {
        try {
            FileStore store = Files.getFileStore(directory);
            var watch =
                    new DiskFreeWatch(
                            store::getUsableSpace,
                            limits.diskFree().bytes(MemoryBasis.of(limits).machine()),
                            isShort -> alarm.set(Shortage.DISK_FREE, isShort));
            watch.start();
            return watch;
        } catch (IOException e) {
            throw new StartupException(
                    ExitCode.DATA_DIRECTORY_UNUSABLE, directory + ": " + e.getMessage());
        }
    }

    /// Looks at once, on the caller's thread, and from then on by itself.
    void start() {
        LOG.info("disk free limit set to {} bytes", limitBytes);
        lookAgainIn(look());
    }

    private void lookAgainIn(long delayMillis) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(() -> lookAgainIn(look()), delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    /// One look; says after how many milliseconds the next one is due. A disk that does not say how
    /// much is free leaves everything as it is.
    long look() {
        try {
            long free = space.bytes();
            freeBytes = free;
            isUnknown = false;
            change(isWatching && free < limitBytes, free);
            return isShort ? DELAY_MILLIS_SHORT : delayMillis(free - limitBytes);
        } catch (IOException e) {
            if (!isUnknown) {
                isUnknown = true;
                LOG.warn("the disk does not say how much space is free", e);
            }
            return DELAY_MILLIS_MAX;
        }
    }

    private static long delayMillis(long bytesLeft) {
        return Math.clamp(bytesLeft / FILL_BYTES_PER_MILLI / 2, DELAY_MILLIS_MIN, DELAY_MILLIS_MAX);
    }

    /// What the disk said last. Any thread.
    long freeBytes() {
        return freeBytes;
    }

    /// Any thread.
    long limitBytes() {
        return limitBytes;
    }

    /// Changes the limit and looks at once. Any thread.
    void setLimitBytes(long bytes) {
        limitBytes = bytes;
        LOG.info("disk free limit set to {} bytes", bytes);
        var _ = thread.submit(this::look);
    }

    /// Whether too little space holds publishers, from now on. Any thread.
    void watch(boolean isWatched) {
        isWatching = isWatched;
        LOG.info("free disk space is {}", isWatched ? "watched" : "no longer watched");
        var _ = thread.submit(this::look);
    }

    private void change(boolean isShortNow, long free) {
        if (isShortNow != isShort) {
            isShort = isShortNow;
            if (isWatching) {
                LOG.info(
                        "Free disk space is {}. Free bytes: {}. Limit: {}",
                        isShort ? "insufficient" : "sufficient",
                        free,
                        limitBytes);
            }
            alarm.accept(isShort);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
