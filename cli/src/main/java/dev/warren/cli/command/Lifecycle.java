package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Waiting for the node, and ending it.
final class Lifecycle {

    /// How long `await_startup` and `wait` wait where nothing else is said.
    static final long START_SECONDS_MAX = 300;

    /// How long `await_startup` waits for a node that is not there, where nothing else is said.
    /// RabbitMQ's does not wait for such a one at all, but takes as long to find that out as a
    /// script takes to start a node.
    private static final long APPEAR_SECONDS = 10;

    /// How long a node may take to end.
    private static final long STOP_SECONDS_MAX = 60;

    private Lifecycle() {}

    static List<Command> commands() {
        Group nodes = Group.NODES;
        return List.of(
                ctl(
                                nodes,
                                "await_startup",
                                "",
                                0,
                                0,
                                "Waits for the RabbitMQ application to start on the target node",
                                "",
                                call -> {
                                    awaitStart(call);
                                    return call.done();
                                })
                        .waiting(),
                ctl(
                                nodes,
                                "wait",
                                "[<pidfile>] [--pid|-P <pid>]",
                                0,
                                1,
                                "Waits for RabbitMQ node startup by monitoring a local PID file. See also 'rabbitmqctl await_online_nodes'",
                                "Waiting for node {node} to start ...",
                                Lifecycle::await)
                        .with(Option.value("pid", "P"))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.CLUSTER,
                                "await_online_nodes",
                                "<count>",
                                1,
                                1,
                                "Waits for <count> nodes to join the cluster",
                                "Will wait for at least {0} nodes to join the cluster of {node}. Timeout: {timeout:300} seconds.",
                                Lifecycle::awaitNodes)
                        .waiting(),
                ctl(
                                nodes,
                                "stop",
                                "[--idempotent] [<pidfile>]",
                                0,
                                1,
                                "Stops RabbitMQ and its runtime (Erlang VM). Requires a local node pid file path to monitor progress.",
                                "Stopping and halting node {node} ...",
                                call -> stop(call, null))
                        .with(Option.flag("idempotent")),
                ctl(
                                nodes,
                                "shutdown",
                                "[--wait]",
                                0,
                                0,
                                "Stops RabbitMQ and its runtime (Erlang VM). Monitors progress for local nodes. Does not require a PID file path.",
                                "",
                                Lifecycle::shutDown)
                        .with(Option.flag("wait"), Option.flag("no-wait")),
                ctl(
                        nodes,
                        "stop_app",
                        "",
                        0,
                        0,
                        "Stops the RabbitMQ application, leaving the runtime (Erlang VM) running",
                        "Stopping rabbit application on node {node} ...",
                        call -> act(call, "stop_app")),
                ctl(
                        nodes,
                        "start_app",
                        "",
                        0,
                        0,
                        "Starts the RabbitMQ application but leaves the runtime (Erlang VM) running",
                        "Starting node {node} ...",
                        call -> act(call, "start_app")),
                ctl(
                        Group.OPERATIONS,
                        "suspend_listeners",
                        "",
                        0,
                        0,
                        "Suspends client connection listeners so that no new client connections are accepted",
                        "Will suspend client connection listeners on node {node}. The node will no longer accept client connections!",
                        call -> act(call, "suspend_listeners")),
                ctl(
                        Group.OPERATIONS,
                        "resume_listeners",
                        "",
                        0,
                        0,
                        "Resumes client connection listeners making them accept new connections",
                        "Will resume client connection listeners on node {node}. The node will now accept client connections",
                        call -> act(call, "resume_listeners")),
                ctl(
                        nodes,
                        "rotate_logs",
                        "",
                        0,
                        0,
                        "Does nothing [deprecated]",
                        "",
                        call -> {
                            throw Refused.error(
                                    ExitStatus.UNAVAILABLE,
                                    "This command does not rotate logs anymore [deprecated]");
                        }),
                ctl(
                        Group.OPERATIONS,
                        "force_gc",
                        "",
                        0,
                        0,
                        "Makes all Erlang processes on the target node perform/schedule a full sweep garbage collection",
                        "Will ask all processes on node {node} to schedule a full sweep GC",
                        call -> {
                            call.api().get("whoami");
                            return call.done();
                        }));
    }

    private static Outcome act(Call call, String action) {
        Settings.act(call, action);
        return call.done();
    }

    private static void awaitStart(Call call) {
        Duration appears = Duration.ofSeconds(call.line().number("timeout", APPEAR_SECONDS));
        if (!call.api().awaitNode(startMax(call), appears, () -> Health.isRunning(call))) {
            throw Refused.error(ExitStatus.UNAVAILABLE, "rabbit_is_not_running");
        }
    }

    private static Duration startMax(Call call) {
        return Duration.ofSeconds(call.line().number("timeout", START_SECONDS_MAX));
    }

    private static void awaitProcess(Call call) {
        Duration most = startMax(call);
        boolean isRunning;
        try {
            isRunning = call.api().awaitNode(most, most, () -> Health.isRunning(call));
        } catch (Refused ignoredItHasNotCome) {
            isRunning = false;
        }
        if (!isRunning) {
            throw Refused.plain(
                    ExitStatus.TEMPORARY,
                    "Error: operation wait on node %s timed out. Timeout value used: %d"
                            .formatted(call.node(), most.toMillis()));
        }
    }

    private static Outcome await(Call call) {
        if (call.line().arguments().isEmpty() && !call.line().has("pid")) {
            throw Refused.error(ExitStatus.USAGE, "No pid or pidfile specified");
        }
        awaitProcess(call);
        String file = call.line().argumentOrNull(0);
        if (file != null && !Files.exists(Path.of(file))) {
            throw Refused.error(ExitStatus.UNAVAILABLE, "there is no pid file " + file);
        }
        return Outcome.value(
                call.node(),
                "Applications 'rabbit_and_plugins' are running on node '" + call.node() + "'");
    }

    private static Outcome awaitNodes(Call call) {
        if (call.line().numberAt(0, "<count>") > 1) {
            throw Refused.error(
                    ExitStatus.SOFTWARE,
                    "Error: timed out while waiting. Not enough nodes joined %s's cluster."
                            .formatted(call.node()));
        }
        awaitStart(call);
        return call.done();
    }

    private static Outcome shutDown(Call call) {
        ProcessHandle process = call.api().file().processOrNull();
        String said =
                process == null
                        ? ""
                        : "Waiting for PID %d to terminate\nRabbitMQ node %s running at PID %d successfully shut down"
                                .formatted(process.pid(), call.node(), process.pid());
        return stop(call, call.line().has("no-wait") ? null : said);
    }

    /// Returns when the process has ended.
    private static Outcome stop(Call call, @Nullable String said) {
        ProcessHandle process = call.api().file().processOrNull();
        if (process == null && call.line().has("idempotent")) {
            return Outcome.value(call.node(), "Node " + call.node() + " is no longer running");
        }
        Settings.act(call, "stop");
        if (process != null && !call.line().has("no-wait")) {
            awaitEnd(process);
        }
        return said == null ? call.done() : Outcome.value(call.node(), said);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw Refused.error(
                    ExitStatus.TEMPORARY,
                    "process %d has not ended within %d s"
                            .formatted(process.pid(), STOP_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
