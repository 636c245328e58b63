package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Usage;
import java.util.List;
import java.util.Set;

/// What is done to a node before its machine is worked on, and afterwards.
final class Maintenance {

    private Maintenance() {}

    static List<Command> commands() {
        return List.of(
                upgrade(
                        "drain",
                        "Puts the node in maintenance mode. Such nodes will not serve any client traffic or host any primary queue replicas.",
                        "Will put node {node} into maintenance mode. The node will no longer serve any client traffic!",
                        call -> act(call, "drain")),
                upgrade(
                        "revive",
                        "Puts the node out of maintenance and into regular operating mode. Such nodes will again serve client traffic and host primary queue replicas.",
                        "Will put node {node} back into regular operating mode. The node will again serve client traffic and host primary queue replicas.",
                        call -> act(call, "revive")),
                upgrade(
                        "await_online_quorum_plus_one",
                        "Waits for all quorum queues to have an above minimum online quorum. This makes sure that no queues would lose their quorum if the target node is shut down",
                        "Will wait for a quorum + 1 of nodes to be online for all quorum queues for {timeout:120} seconds...",
                        call -> {
                            call.api().get("whoami");
                            return Outcome.message(
                                    "Target node seems to be the only one in a single node cluster, the command does not apply");
                        }),
                monitoring(
                        "activate_free_disk_space_monitoring",
                        "Activates free disk space monitoring",
                        "Activating free disk space monitoring on node {node}"),
                monitoring(
                        "deactivate_free_disk_space_monitoring",
                        "Deactivates free disk space monitoring",
                        "Deactivating free disk space monitoring on node {node}"),
                ctl(
                                Group.MONITORING,
                                "reset_stats_db",
                                "[--all]",
                                0,
                                0,
                                "Resets statistics database. This will remove all metrics data!",
                                "Resetting statistics database {all?in all nodes:on node {node}}",
                                call ->
                                        call.done(
                                                call.line().has("all")
                                                        ? call.api().delete("reset")
                                                        : call.api().delete("reset", call.node())))
                        .with(Option.flag("all")),
                ctl(
                        Group.VHOSTS,
                        "reconcile_vhosts",
                        "",
                        0,
                        0,
                        "Makes sure that all virtual hosts are running; those of Warren always are",
                        "Will try to initiate virtual host reconciliation on all reachable cluster nodes...",
                        call -> {
                            Api.expect(call.api().ask("health", "checks", "virtual-hosts"));
                            return call.done();
                        }));
    }

    private static Outcome act(Call call, String action) {
        Settings.act(call, action);
        return call.done();
    }

    private static Command upgrade(String name, String summary, String banner, Action action) {
        return new Command(
                new Usage(name, "", 0, 0, List.of(), false),
                Set.of(Program.UPGRADE),
                Group.OPERATIONS,
                summary,
                banner,
                action);
    }

    private static Command monitoring(String name, String summary, String banner) {
        return ctl(Group.OPERATIONS, name, "", 0, 0, summary, banner, call -> act(call, name))
                .in(Program.DIAGNOSTICS);
    }
}
