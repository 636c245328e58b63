package dev.warren.cli.command;

import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Commands that have nothing to do here, or cannot be: those that change nothing succeed, the
/// others say why not.
final class Unsupported {

    private static final String ONE_NODE = "a Warren node stands alone; there is no cluster yet";
    private static final String NO_ERLANG = "Warren runs on a JVM; there is no Erlang to ask";
    private static final String ONE_COPY =
            "queues and streams have one copy on a node that stands alone, and no members";
    private static final String NO_STREAM_PROTOCOL = "there is no stream protocol yet";

    private Unsupported() {}

    static List<Command> commands() {
        return Stream.of(ofNodes(), ofReplicas(), ofStreams(), idle())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Command> ofNodes() {
        return List.of(
                refused(Program.CTL, Group.CLUSTER, "join_cluster", ONE_NODE),
                refused(Program.CTL, Group.CLUSTER, "forget_cluster_node", ONE_NODE),
                refused(Program.CTL, Group.CLUSTER, "force_boot", ONE_NODE),
                refused(Program.CTL, Group.CLUSTER, "rename_cluster_node", ONE_NODE),
                refused(Program.CTL, Group.CLUSTER, "update_cluster_nodes", ONE_NODE),
                refused(
                        Program.CTL,
                        Group.NODES,
                        "reset",
                        "stop the node and remove its data directory instead"),
                refused(
                        Program.CTL,
                        Group.NODES,
                        "force_reset",
                        "stop the node and remove its data directory instead"),
                refused(Program.CTL, Group.OPERATIONS, "eval_file", NO_ERLANG),
                refused(Program.CTL, Group.OPERATIONS, "exec", NO_ERLANG),
                refused(Program.DIAGNOSTICS, Group.MONITORING, "remote_shell", NO_ERLANG),
                refused(Program.DIAGNOSTICS, Group.MONITORING, "observer", NO_ERLANG),
                refused(Program.DIAGNOSTICS, Group.MONITORING, "maybe_stuck", NO_ERLANG),
                refused(Program.DIAGNOSTICS, Group.MONITORING, "runtime_thread_stats", NO_ERLANG),
                refused(Program.DIAGNOSTICS, Group.MONITORING, "erlang_cookie_hash", NO_ERLANG),
                refused(Program.DIAGNOSTICS, Group.MONITORING, "erlang_cookie_sources", NO_ERLANG),
                refused(
                        Program.CTL,
                        Group.CONFIGURATION,
                        "list_ciphers",
                        "values in configuration files are not encrypted"),
                refused(
                        Program.CTL,
                        Group.CONFIGURATION,
                        "list_hashes",
                        "values in configuration files are not encrypted"));
    }

    private static List<Command> ofReplicas() {
        return List.of(
                refused(Program.QUEUES, Group.REPLICATION, "add_member", ONE_NODE),
                refused(Program.QUEUES, Group.REPLICATION, "delete_member", ONE_NODE),
                refused(Program.QUEUES, Group.REPLICATION, "grow", ONE_NODE),
                refused(Program.QUEUES, Group.REPLICATION, "shrink", ONE_NODE),
                refused(Program.QUEUES, Group.REPLICATION, "quorum_status", ONE_COPY)
                        .in(Program.DIAGNOSTICS),
                refused(Program.QUEUES, Group.REPLICATION, "stream_status", ONE_COPY)
                        .in(Program.DIAGNOSTICS, Program.STREAMS),
                refused(Program.STREAMS, Group.REPLICATION, "coordinator_status", ONE_COPY)
                        .in(Program.DIAGNOSTICS),
                refused(Program.STREAMS, Group.REPLICATION, "add_replica", ONE_NODE),
                refused(Program.STREAMS, Group.REPLICATION, "delete_replica", ONE_NODE),
                refused(Program.STREAMS, Group.REPLICATION, "restart_stream", ONE_COPY),
                refused(Program.STREAMS, Group.REPLICATION, "transfer_leadership", ONE_COPY));
    }

    private static List<Command> ofStreams() {
        return Stream.of(
                        "list_stream_connections",
                        "list_stream_consumer_groups",
                        "list_stream_consumers",
                        "list_stream_group_consumers",
                        "list_stream_publishers",
                        "list_stream_tracking",
                        "reset_offset",
                        "activate_stream_consumer",
                        "add_super_stream",
                        "delete_super_stream")
                .map(name ->
                        refused(Program.STREAMS, Group.REPLICATION, name, NO_STREAM_PROTOCOL)
                                .in(Program.CTL))
                .toList();
    }

    private static List<Command> idle() {
        return List.of(
                idle(Program.QUEUES, "rebalance", "Re-balancing leaders of {0} queues..."),
                idle(Program.QUEUES, "reclaim_quorum_memory", ""),
                idle(Program.UPGRADE, "await_online_quorum_plus_one", ""),
                idle(Program.UPGRADE, "await_online_synchronized_mirror", ""),
                idle(Program.UPGRADE, "post_upgrade", ""),
                idle(Program.UPGRADE, "drain", ""),
                idle(Program.UPGRADE, "revive", ""));
    }

    private static Command refused(Program program, Group group, String name, String why) {
        return command(
                program,
                group,
                name,
                "Not possible: " + why,
                "",
                call -> {
                    throw Refused.error(ExitStatus.USAGE, name + " is not possible: " + why);
                });
    }

    private static Command idle(Program program, String name, String banner) {
        return command(
                program,
                Group.REPLICATION,
                name,
                "Has nothing to do on a node that stands alone",
                banner,
                call -> {
                    call.api().get("whoami");
                    return new Outcome.Done(call.node());
                });
    }

    private static Command command(
            Program program,
            Group group,
            String name,
            String summary,
            String banner,
            Action action) {
        return new Command(
                new Usage(name, "", 0, Integer.MAX_VALUE, List.of(), false),
                Set.of(program),
                group,
                summary,
                banner,
                action);
    }
}
