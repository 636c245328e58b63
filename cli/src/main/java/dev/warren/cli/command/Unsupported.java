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

    /// What the summary of each that is refused begins with.
    static final String REFUSED = "Not possible: ";

    private static final String ONE_NODE = "a Warren node stands alone; there is no cluster yet";
    private static final String NO_ERLANG = "Warren runs on a JVM; there is no Erlang to ask";
    private static final String ONE_COPY =
            "queues and streams have one copy on a node that stands alone, and no members";
    private static final String NO_STREAM_PROTOCOL = "there is no stream protocol yet";
    private static final String NOT_ENCRYPTED =
            "values in configuration files are not encrypted; they can come from the environment, $(NAME), or from files, RABBITMQ_DEFAULT_PASS_FILE";
    private static final String DIRECTORY = "stop the node and remove its data directory instead";
    private static final String NO_OAUTH =
            "there is no OAuth 2 back end; logins are checked here or over HTTP (auth_http)";
    private static final String NO_TRUST_STORE =
            "there is no trust store; ssl_options.cacertfile says who is trusted, and is read again when it changes";

    private Unsupported() {}

    static List<Command> commands() {
        return Stream.of(
                        ofNodes(),
                        ofRuntime(),
                        ofReplicas(),
                        ofStreams(),
                        ofAccess(),
                        ofOthers(),
                        idle())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Command> ofNodes() {
        return Stream.concat(
                        allRefused(
                                Program.CTL,
                                Group.CLUSTER,
                                ONE_NODE,
                                "join_cluster",
                                "forget_cluster_node",
                                "force_boot",
                                "rename_cluster_node",
                                "update_cluster_nodes"),
                        allRefused(Program.CTL, Group.NODES, DIRECTORY, "reset", "force_reset"))
                .toList();
    }

    private static List<Command> ofRuntime() {
        return Stream.concat(
                        allRefused(Program.CTL, Group.OPERATIONS, NO_ERLANG, "eval_file", "exec"),
                        allRefused(
                                Program.DIAGNOSTICS,
                                Group.MONITORING,
                                NO_ERLANG,
                                "remote_shell",
                                "observer",
                                "maybe_stuck",
                                "runtime_thread_stats",
                                "erlang_cookie_hash",
                                "erlang_cookie_sources"))
                .toList();
    }

    private static List<Command> ofReplicas() {
        Group group = Group.REPLICATION;
        return List.of(
                refused(Program.QUEUES, group, "add_member", ONE_NODE),
                refused(Program.QUEUES, group, "delete_member", ONE_NODE),
                refused(Program.QUEUES, group, "grow", ONE_NODE).in(Program.STREAMS),
                refused(Program.QUEUES, group, "grow_to_count", ONE_NODE),
                refused(Program.QUEUES, group, "shrink", ONE_NODE).in(Program.STREAMS),
                refused(Program.QUEUES, group, "quorum_status", ONE_COPY).in(Program.DIAGNOSTICS),
                refused(Program.QUEUES, group, "stream_status", ONE_COPY)
                        .in(Program.DIAGNOSTICS, Program.STREAMS),
                refused(Program.STREAMS, group, "coordinator_status", ONE_COPY)
                        .in(Program.DIAGNOSTICS),
                refused(Program.STREAMS, group, "add_replica", ONE_NODE),
                refused(Program.STREAMS, group, "delete_replica", ONE_NODE),
                refused(Program.STREAMS, group, "restart_stream", ONE_COPY),
                refused(Program.STREAMS, group, "transfer_leadership", ONE_COPY)
                        .in(Program.QUEUES));
    }

    private static List<Command> ofStreams() {
        return allRefused(
                        Program.STREAMS,
                        Group.REPLICATION,
                        NO_STREAM_PROTOCOL,
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
                .map(command -> command.in(Program.CTL, Program.DIAGNOSTICS))
                .toList();
    }

    /// Of logins that there are not, and secrets that are kept otherwise.
    private static List<Command> ofAccess() {
        Group group = Group.ACCESS;
        Stream<Command> values =
                allRefused(
                        Program.CTL,
                        Group.CONFIGURATION,
                        NOT_ENCRYPTED,
                        "encode",
                        "decode",
                        "encrypt_conf_value",
                        "decrypt_conf_value");
        Stream<Command> ciphers =
                allRefused(
                                Program.CTL,
                                Group.CONFIGURATION,
                                NOT_ENCRYPTED,
                                "list_ciphers",
                                "list_hashes")
                        .map(command -> command.in(Program.DIAGNOSTICS));
        return Stream.of(
                        values,
                        ciphers,
                        allRefused(Program.CTL, group, NO_OAUTH, "add_signing_key", "add_uaa_key"),
                        allRefused(Program.CTL, group, NO_TRUST_STORE, "refresh_trust_store"),
                        Stream.of(
                                refused(
                                                Program.CTL,
                                                group,
                                                "list_trust_store_certificates",
                                                NO_TRUST_STORE)
                                        .in(Program.DIAGNOSTICS),
                                refused(
                                        Program.DIAGNOSTICS,
                                        group,
                                        "enable_auth_attempt_source_tracking",
                                        "logins are counted by protocol, not by address")))
                .flatMap(commands -> commands)
                .toList();
    }

    private static List<Command> ofOthers() {
        Group group = Group.MONITORING;
        return List.of(
                refused(Program.CTL, group, "list_mqtt_connections", "there is no MQTT yet")
                        .in(Program.DIAGNOSTICS),
                refused(Program.CTL, group, "list_web_mqtt_connections", "there is no MQTT yet")
                        .in(Program.DIAGNOSTICS),
                refused(Program.CTL, group, "list_stomp_connections", "there is no STOMP yet")
                        .in(Program.DIAGNOSTICS),
                refused(
                        Program.DIAGNOSTICS,
                        group,
                        "consistent_hash_exchange_ring_state",
                        "hash exchanges give each binding a share, and keep no ring"),
                refused(
                        Program.DIAGNOSTICS,
                        group,
                        "message_size_stats",
                        "the metrics have them: rabbitmq_message_size_bytes"),
                refused(
                        Program.DIAGNOSTICS,
                        group,
                        "metadata_store_status",
                        "definitions are in the node's own log; there is no Khepri and no Mnesia"),
                refused(
                        Program.CTL,
                        Group.POLICIES,
                        "remove_classic_queue_mirroring_from_policies",
                        "keys for mirroring have no effect here, and may stay in policies"));
    }

    private static List<Command> idle() {
        return List.of(
                idle(Program.QUEUES, "rebalance", "Re-balancing leaders of {0} queues..."),
                idle(Program.QUEUES, "reclaim_quorum_memory", "").in(Program.DIAGNOSTICS),
                idle(Program.QUEUES, "force_checkpoint", ""),
                idle(Program.UPGRADE, "await_online_synchronized_mirror", ""),
                idle(Program.UPGRADE, "post_upgrade", ""));
    }

    /// Several for one reason.
    private static Stream<Command> allRefused(
            Program program, Group group, String why, String first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more))
                .map(name -> refused(program, group, name, why));
    }

    private static Command refused(Program program, Group group, String name, String why) {
        return command(
                program,
                group,
                name,
                REFUSED + why,
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
