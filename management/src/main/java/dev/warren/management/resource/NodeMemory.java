package dev.warren.management.resource;

import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the memory of the node is used for, in bytes or as shares of the whole.
///
/// RabbitMQ counts by kinds of Erlang's processes and tables. What the JVM tells apart stands under
/// the name that comes nearest; the other names are there too and have nothing.
public final class NodeMemory {

    /// RabbitMQ's names, in its order; those of a metadata store came with 4.0.
    private static final List<String> PARTS =
            List.of(
                    "connection_readers",
                    "connection_writers",
                    "connection_channels",
                    "connection_other",
                    "queue_procs",
                    "queue_slave_procs",
                    "quorum_queue_procs",
                    "quorum_queue_dlx_procs",
                    "stream_queue_procs",
                    "stream_queue_replica_reader_procs",
                    "stream_queue_coordinator_procs",
                    "plugins",
                    "metadata_store",
                    "other_proc",
                    "metrics",
                    "mgmt_db",
                    "mnesia",
                    "quorum_ets",
                    "metadata_store_ets",
                    "other_ets",
                    "binary",
                    "msg_index",
                    "code",
                    "atom",
                    "other_system",
                    "allocated_unused",
                    "reserved_unallocated");

    private static final int WHOLE = 100;

    /// @param parts bytes by [#PARTS]
    private record Reading(Map<String, Long> parts, long usedBytes, long committedBytes) {

        /// @param loadBytes what messages and what waits for clients take
        static Reading of(long loadBytes) {
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            MemoryUsage code = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
            long buffers =
                    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                            .filter(pool -> pool.getName().equals("direct"))
                            .mapToLong(BufferPoolMXBean::getMemoryUsed)
                            .sum();
            Map<String, Long> parts = new LinkedHashMap<>();
            PARTS.forEach(part -> parts.put(part, 0L));
            parts.put("queue_procs", loadBytes);
            parts.put("other_proc", Math.max(0, heap.getUsed() - loadBytes));
            parts.put("code", code.getUsed());
            parts.put("other_system", buffers);
            parts.put(
                    "reserved_unallocated",
                    heap.getCommitted()
                            - heap.getUsed()
                            + Math.max(0, code.getCommitted() - code.getUsed()));
            return new Reading(
                    parts,
                    heap.getUsed() + code.getUsed() + buffers,
                    heap.getCommitted() + code.getCommitted() + buffers);
        }
    }

    public Reply bytes(Request request) {
        Housekeeping.requireNode(request);
        Reading reading = Reading.of(request.broker().ledger().totalBytes());
        Map<String, Object> view = new LinkedHashMap<>(reading.parts());
        view.put("strategy", "allocated");
        view.put(
                "total",
                Json.object(
                        "erlang",
                        reading.usedBytes(),
                        "rss",
                        reading.committedBytes(),
                        "allocated",
                        reading.committedBytes()));
        return Listing.one(request, Json.object("memory", view));
    }

    /// Shares of a hundred; what is there at all has at least one.
    public Reply relative(Request request) {
        Housekeeping.requireNode(request);
        Reading reading = Reading.of(request.broker().ledger().totalBytes());
        long total = Math.max(1, reading.committedBytes());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("total", WHOLE);
        reading.parts().forEach((part, bytes) -> view.put(part, share(bytes, total)));
        return Listing.one(request, Json.object("memory", view));
    }

    private static long share(long bytes, long total) {
        return bytes == 0 ? 0 : Math.max(1, Math.round((double) WHOLE * bytes / total));
    }
}
