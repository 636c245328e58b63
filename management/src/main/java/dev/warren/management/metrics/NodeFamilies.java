package dev.warren.management.metrics;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.memory.Shortage;
import dev.warren.management.live.Churn;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.NodeReading;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/// The numbers of the node itself, in RabbitMQ's groups.
final class NodeFamilies {

    /// The node as it is looked at.
    record Seen(Broker broker, LiveClients live, NodeReading machine, List<Long> churn) {

        static Seen now(Broker broker, LiveClients live, NodeReading machine) {
            long[] churn = new long[Churn.NAMES.size()];
            live.churn().read(broker.traffic(), churn);
            return new Seen(broker, live, machine, LongStream.of(churn).boxed().toList());
        }

        boolean isShort(Shortage shortage) {
            return broker.resourceAlarm().isShort(shortage);
        }
    }

    static final List<Family<Seen>> ALARMS =
            List.of(
                    alarm("alarms_file_descriptor_limit", "file descriptor limit", _ -> 0),
                    alarm(
                            "alarms_free_disk_space_watermark",
                            "free disk space watermark",
                            it ->
                                    it.isShort(Shortage.DISK_FREE) || it.isShort(Shortage.DISK_FULL)
                                            ? 1
                                            : 0),
                    alarm(
                            "alarms_memory_used_watermark",
                            "VM memory watermark",
                            it -> it.isShort(Shortage.MEMORY) ? 1 : 0));

    /// `connection_churn_metrics`
    static final List<Family<Seen>> CHURN =
            List.of(
                    churn("connections_opened_total", "connections opened", 0),
                    churn("connections_closed_total", "connections closed or terminated", 1),
                    churn("channels_opened_total", "channels opened", 2),
                    churn("channels_closed_total", "channels closed", 3),
                    churn("queues_declared_total", "queues declared", 4),
                    churn("queues_created_total", "queues created", 5),
                    churn("queues_deleted_total", "queues deleted", 6));

    /// `node_coarse_metrics`
    static final List<Family<Seen>> COARSE =
            List.of(
                    gauge(
                            "process_open_fds",
                            "Open file descriptors",
                            _ -> NodeReading.openFiles()),
                    gauge(
                            "process_open_tcp_sockets",
                            "Open TCP sockets",
                            it -> it.live().connectionCount()),
                    gauge(
                            "process_resident_memory_bytes",
                            "Memory used in bytes",
                            it -> it.broker().ledger().totalBytes()),
                    gauge(
                            "disk_space_available_bytes",
                            "Disk space available in bytes",
                            it -> it.machine().diskFreeBytes()),
                    gauge(
                            "erlang_processes_used",
                            "Erlang processes used",
                            _ -> ManagementFactory.getThreadMXBean().getThreadCount()),
                    counter(
                            "erlang_gc_runs_total",
                            "Total number of Erlang garbage collector runs",
                            _ -> NodeReading.collections()));

    /// `node_metrics`
    static final List<Family<Seen>> LIMITS =
            List.of(
                    gauge(
                            "process_max_fds",
                            "Open file descriptors limit",
                            _ -> NodeReading.filesMax()),
                    gauge(
                            "process_max_tcp_sockets",
                            "Open TCP sockets limit",
                            _ -> NodeReading.filesMax()),
                    gauge(
                            "resident_memory_limit_bytes",
                            "Memory high watermark in bytes",
                            it -> it.broker().resourceAlarm().limitBytes()),
                    gauge(
                            "disk_space_available_limit_bytes",
                            "Free disk space low watermark in bytes",
                            it -> it.machine().diskLimitBytes()),
                    gauge(
                            "erlang_processes_limit",
                            "Erlang processes limit",
                            _ -> NodeReading.threadsMax()),
                    gauge("erlang_scheduler_run_queue", "Erlang scheduler run queue", _ -> 0),
                    gauge("erlang_net_ticktime_seconds", "Inter-node heartbeat interval", _ -> 60),
                    gauge(
                            "erlang_uptime_seconds",
                            "Node uptime",
                            _ -> ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0));

    static final List<Family<Seen>> COUNTS =
            List.of(
                    gauge(
                            "connections",
                            "Connections currently open",
                            it -> it.live().connectionCount()),
                    gauge("channels", "Channels currently open", it -> it.live().channelCount()),
                    gauge(
                            "consumers",
                            "Consumers currently connected",
                            it -> it.live().consumerCount()),
                    gauge(
                            "queues",
                            "Queues available",
                            it ->
                                    it.broker().topology().vhosts().values().stream()
                                            .mapToLong(vhost -> vhost.queues().size())
                                            .sum()));

    /// There is no consensus between nodes yet; dashboards ask for these all the same.
    static final List<Family<Seen>> RAFT =
            List.of(
                    counter("raft_term_total", "Current Raft term number", _ -> 0),
                    gauge("raft_log_snapshot_index", "Raft log snapshot index", _ -> 0),
                    gauge("raft_log_last_applied_index", "Raft log last applied index", _ -> 0),
                    gauge("raft_log_commit_index", "Raft log commit index", _ -> 0),
                    gauge("raft_log_last_written_index", "Raft log last written index", _ -> 0),
                    gauge(
                            "raft_entry_commit_latency_seconds",
                            "Time taken for a log entry to be committed",
                            _ -> 0),
                    gauge("raft_term", "Current Raft term number", _ -> 0),
                    gauge("raft_snapshot_index", "Raft log snapshot index", _ -> 0),
                    gauge("raft_commit_index", "Raft log commit index", _ -> 0),
                    gauge("raft_last_written_index", "Raft log last written index", _ -> 0),
                    gauge(
                            "raft_commit_latency_seconds",
                            "Time taken for a log entry to be committed",
                            _ -> 0));

    private NodeFamilies() {}

    /// AMQP logins. `auth_attempt_metrics`
    static void logins(Exposition out, String beginning, Churn churn) {
        long accepted = churn.loginsAccepted();
        long refused = churn.loginsRefused();
        login(out, beginning + "auth_attempts_total", "authorization", accepted + refused);
        login(
                out,
                beginning + "auth_attempts_succeeded_total",
                "successful authentication",
                accepted);
        login(out, beginning + "auth_attempts_failed_total", "failed authentication", refused);
    }

    private static void login(Exposition out, String name, String what, long count) {
        out.family(name, MetricType.COUNTER, "Total number of " + what + " attempts");
        out.sample(name, Labels.of("protocol", "amqp091"), count);
    }

    private static Family<Seen> alarm(String name, String what, ToDoubleFunction<Seen> value) {
        return new Family<>(
                name, MetricType.UNTYPED, "is 1 if " + what + " alarm is in effect", value);
    }

    private static Family<Seen> churn(String name, String what, int column) {
        return counter(name, "Total number of " + what, it -> it.churn().get(column));
    }

    private static Family<Seen> gauge(String name, String help, ToDoubleFunction<Seen> value) {
        return Family.gauge(name, help, value);
    }

    private static Family<Seen> counter(String name, String help, ToDoubleFunction<Seen> value) {
        return Family.counter(name, help, value);
    }
}
