package dev.warren.management.sample;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.warren.engine.broker.Broker;
import dev.warren.management.live.LiveClients;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the machine and the JVM say of the node. Any thread; asking takes a few microseconds.
///
/// What RabbitMQ counts of its own machinery, and there is nothing like it here, is 0.
public final class NodeReading implements Reading {

    /// The numbers in the order in which [#into] writes them, by RabbitMQ's names.
    public static final List<String> NAMES =
            List.of(
                    "mem_used",
                    "fd_used",
                    "sockets_used",
                    "proc_used",
                    "disk_free",
                    "gc_num",
                    "gc_bytes_reclaimed",
                    "context_switches",
                    "io_read_count",
                    "io_read_bytes",
                    "io_read_avg_time",
                    "io_write_count",
                    "io_write_bytes",
                    "io_write_avg_time",
                    "io_sync_count",
                    "io_sync_avg_time",
                    "io_seek_count",
                    "io_seek_avg_time",
                    "io_reopen_count",
                    "mnesia_ram_tx_count",
                    "mnesia_disk_tx_count",
                    "msg_store_read_count",
                    "msg_store_write_count",
                    "queue_index_write_count",
                    "queue_index_read_count");

    /// Shown where the system sets no limit.
    private static final long NO_LIMIT = 1_048_576;

    private final Broker broker;
    private final LiveClients live;
    private final @Nullable FileStore disk;
    private final long diskLimitBytes;

    /// @param directory on the disk whose free space counts
    /// @param diskLimitBytes below so much free space publishers are held
    public NodeReading(Broker broker, LiveClients live, Path directory, long diskLimitBytes) {
        this.broker = broker;
        this.live = live;
        this.disk = storeOrNull(directory);
        this.diskLimitBytes = diskLimitBytes;
    }

    private static @Nullable FileStore storeOrNull(Path directory) {
        try {
            return Files.getFileStore(directory);
        } catch (IOException ignoredThenItIsNotShown) {
            return null;
        }
    }

    @Override
    public void into(long[] row) {
        row[0] = memoryUsed(broker);
        row[1] = openFiles();
        row[2] = live.connectionCount();
        row[3] = ManagementFactory.getThreadMXBean().getThreadCount();
        row[4] = diskFreeBytes();
        row[5] = collections();
    }

    /// What the load holds, in bytes. Never 0, which programs that watch nodes take for no answer.
    public static long memoryUsed(Broker broker) {
        return Math.max(1, broker.ledger().totalBytes());
    }

    /// File descriptors in use, 0 where nobody knows.
    public static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    /// How many file descriptors there may be.
    public static long filesMax() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : NO_LIMIT;
    }

    /// How many threads there may be, as far as anybody says.
    public static long threadsMax() {
        return NO_LIMIT;
    }

    /// 0 where the disk does not say.
    public long diskFreeBytes() {
        try {
            return disk == null ? 0 : disk.getUsableSpace();
        } catch (IOException ignoredThenItIsNotShown) {
            return 0;
        }
    }

    /// Below so much free space publishers are held.
    public long diskLimitBytes() {
        return diskLimitBytes;
    }

    /// Garbage collections since the start.
    public static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .filter(count -> count > 0)
                .sum();
    }
}
