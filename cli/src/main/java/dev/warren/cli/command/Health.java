package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;
import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.time.Duration;
import java.util.List;

/// Whether the node is there and well: what probes ask.
final class Health {

    /// What `ping` says that it waits where nothing else is said.
    private static final long PING_SECONDS = 60;

    private static final String RUNNING = "RabbitMQ on node %s is fully booted and running";
    private static final String NOT_RUNNING =
            "RabbitMQ on node %s is not running or has not fully booted yet (check with is_booting)";

    private Health() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.MONITORING,
                                "ping",
                                "",
                                0,
                                0,
                                "Checks that the node OS process is up, registered with EPMD and CLI tools can authenticate with it",
                                "Will ping {node}. This only checks if the OS process is running and registered with epmd. Timeout: {timeout:60}000 ms.",
                                Health::ping)
                        .waiting()
                        .in(Program.DIAGNOSTICS, Program.WARREN),
                diagnostics(
                        "check_running",
                        "",
                        0,
                        "Health check that exits with a non-zero code if the RabbitMQ app on the target node is not running",
                        "Checking if RabbitMQ is running on node {node} ...",
                        call -> {
                            if (isRunning(call)) {
                                return Outcome.message(RUNNING.formatted(call.node()));
                            }
                            throw Refused.error(
                                    ExitStatus.UNAVAILABLE, NOT_RUNNING.formatted(call.node()));
                        }),
                diagnostics(
                        "is_running",
                        "",
                        0,
                        "Checks if RabbitMQ is fully booted and running on the target node",
                        "Asking node {node} for its status ...",
                        call ->
                                said(
                                        isRunning(call),
                                        (isRunning(call) ? RUNNING : NOT_RUNNING)
                                                .formatted(call.node()))),
                diagnostics(
                        "is_booting",
                        "",
                        0,
                        "Checks if RabbitMQ is still booting on the target node",
                        "Asking node {node} for its boot status ...",
                        call -> {
                            call.api().get("whoami");
                            return said(
                                    false,
                                    "RabbitMQ on node %s is fully booted (check with is_running), stopped or has not started booting yet"
                                            .formatted(call.node()));
                        }),
                diagnostics(
                        "check_virtual_hosts",
                        "",
                        0,
                        "Health check that checks if all vhosts are running in the target node",
                        "Checking if all vhosts are running on node {node} ...",
                        call -> {
                            call.api().get("health", "checks", "virtual-hosts");
                            return Outcome.message(
                                    "Node %s reported all vhosts as running"
                                            .formatted(call.node()));
                        }),
                diagnostics(
                                "check_certificate_expiration",
                                "[--within <period>] [--unit <unit>]",
                                0,
                                "Checks the expiration date on the certificates for every listener configured to use TLS",
                                "Checking certificate expiration on node {node} ...",
                                Health::certificates)
                        .with(Option.value("within"), Option.value("unit")),
                critical(
                        "check_if_node_is_quorum_critical",
                        "Health check that exits with a non-zero code if there are queues with minimum online quorum (queues that would lose their quorum if the target node is shut down)",
                        "Checking if node {node} is critical for quorum of any quorum queues ..."),
                critical(
                        "check_if_node_is_mirror_sync_critical",
                        "Health check that exits with a non-zero code if there are classic mirrored queues without online synchronised mirrors (queues that would potentially lose data if the target node is shut down)",
                        "Checking if node {node} is critical for data safety of any classic mirrored queues ..."),
                ctl(
                                Group.MONITORING,
                                "node_health_check",
                                "",
                                0,
                                0,
                                "DEPRECATED. Performs intrusive, opinionated health checks on a fully booted node. See https://www.rabbitmq.com/monitoring.html#health-checks instead",
                                "Timeout: {timeout:70} seconds ...\nChecking health of node {node} ...",
                                call -> {
                                    call.api().get("health", "checks", "alarms");
                                    return Outcome.value(call.node(), "Health check passed");
                                })
                        .waiting()
                        .in(Program.DIAGNOSTICS));
    }

    private static Outcome ping(Call call) {
        try {
            call.api().get("whoami");
        } catch (Refused e) {
            throw Refused.error(
                    e.status(),
                    "Failed to connect and authenticate to %s in %d ms\n%s"
                            .formatted(
                                    call.node(),
                                    Duration.ofSeconds(call.line().number("timeout", PING_SECONDS))
                                            .toMillis(),
                                    e.text()));
        }
        return Outcome.message("Ping succeeded");
    }

    static boolean isRunning(Call call) {
        return call.api().get("x", "runtime").path("running").asBoolean();
    }

    private static Outcome said(boolean result, String text) {
        return new Outcome.Said(
                text, Call.object().put("message", text).put("result", result), null);
    }

    private static Command critical(String name, String summary, String banner) {
        return diagnostics(
                        name,
                        "",
                        0,
                        summary,
                        banner,
                        call -> {
                            call.api().get("whoami");
                            return Outcome.message(
                                    "Node %s seems to be the only one in a single node cluster, the check does not apply"
                                            .formatted(call.node()));
                        })
                .in(Program.QUEUES);
    }

    private static Outcome certificates(Call call) {
        String within = call.line().option("within", "4");
        String unit = call.line().option("unit", "weeks");
        JsonNode _ =
                Api.expect(
                        call.api().ask("health", "checks", "certificate-expiration", within, unit));
        return Outcome.message(
                "No certificates are expiring within %s %s.".formatted(within, unit));
    }
}
