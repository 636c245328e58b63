package dev.warren.management.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.warren.management.sample.NodeReading;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;

/// The process and its JVM, under the names that Java programs mostly use.
final class JvmMetrics {

    private JvmMetrics() {}

    static void write(Exposition out) {
        process(out);
        memory(out);
        collections(out);
        threads(out);
        out.family("jvm_runtime_info", MetricType.GAUGE, "The Java that runs the node");
        out.sample(
                "jvm_runtime_info",
                Labels.of(
                        "runtime",
                        ManagementFactory.getRuntimeMXBean().getVmName(),
                        "vendor",
                        ManagementFactory.getRuntimeMXBean().getVmVendor(),
                        "version",
                        Runtime.version().toString()),
                1);
    }

    private static void process(Exposition out) {
        out.single(
                "process_start_time_seconds",
                MetricType.GAUGE,
                "Start time of the process since unix epoch in seconds.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1_000.0);
        out.single(
                "process_open_fds",
                MetricType.GAUGE,
                "Number of open file descriptors",
                NodeReading.openFiles());
        out.single(
                "process_max_fds",
                MetricType.GAUGE,
                "How many file descriptors there may be",
                NodeReading.filesMax());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            out.single(
                    "process_cpu_seconds_total",
                    MetricType.COUNTER,
                    "CPU time of the process in seconds",
                    system.getProcessCpuTime() / 1e9);
        }
    }

    private static void memory(Exposition out) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        area(out, "jvm_memory_used_bytes", "Memory in use", heap.getUsed(), other.getUsed());
        area(
                out,
                "jvm_memory_committed_bytes",
                "Memory that the JVM has taken",
                heap.getCommitted(),
                other.getCommitted());
        area(
                out,
                "jvm_memory_max_bytes",
                "Memory that the JVM may take; -1 is no limit",
                heap.getMax(),
                other.getMax());
        out.family(
                "jvm_buffer_pool_used_bytes",
                MetricType.GAUGE,
                "Memory of buffers outside of the heap");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            out.sample(
                    "jvm_buffer_pool_used_bytes",
                    Labels.of("pool", pool.getName()),
                    pool.getMemoryUsed());
        }
    }

    private static void area(Exposition out, String name, String help, long heap, long other) {
        out.family(name, MetricType.GAUGE, help);
        out.sample(name, Labels.of("area", "heap"), heap);
        out.sample(name, Labels.of("area", "nonheap"), other);
    }

    private static void collections(Exposition out) {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        out.family(
                "jvm_gc_collections_total",
                MetricType.COUNTER,
                "Garbage collections since the start");
        for (GarbageCollectorMXBean collector : collectors) {
            out.sample(
                    "jvm_gc_collections_total",
                    Labels.of("gc", collector.getName()),
                    collector.getCollectionCount());
        }
        out.family(
                "jvm_gc_collection_seconds_total", MetricType.COUNTER, "Time that they have taken");
        for (GarbageCollectorMXBean collector : collectors) {
            out.sample(
                    "jvm_gc_collection_seconds_total",
                    Labels.of("gc", collector.getName()),
                    collector.getCollectionTime() / 1_000.0);
        }
    }

    private static void threads(Exposition out) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        out.single(
                "jvm_threads_current",
                MetricType.GAUGE,
                "Platform threads",
                threads.getThreadCount());
        out.single(
                "jvm_threads_peak",
                MetricType.GAUGE,
                "Most platform threads at a time",
                threads.getPeakThreadCount());
        out.single(
                "jvm_classes_loaded",
                MetricType.GAUGE,
                "Classes that are loaded",
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }
}
