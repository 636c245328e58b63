package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import dev.warren.cli.format.Formatter;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.Line;
import java.util.List;
import java.util.Objects;

/// All there is to say about a node, for whoever has to help from afar.
final class Report {

    private static final List<String> PARTS =
            List.of(
                    "status",
                    "cluster_status",
                    "environment",
                    "list_connections",
                    "list_channels",
                    "list_queues",
                    "list_exchanges",
                    "list_bindings",
                    "list_permissions",
                    "list_policies",
                    "list_global_parameters",
                    "list_parameters");

    private Report() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.MONITORING,
                                "report",
                                "",
                                0,
                                0,
                                "Generate a server status report containing a concatenation of all server status information for support purposes",
                                "Reporting server status of node {node} ...\n",
                                Report::run)
                        .waiting()
                        .in(Program.DIAGNOSTICS));
    }

    private static Outcome run(Call call) {
        Formatter plain = Objects.requireNonNull(Formatter.byNameOrNull("plain"));
        StringBuilder all = new StringBuilder();
        for (String part : PARTS) {
            Command command = Objects.requireNonNull(Commands.byNameOrNull(Program.CTL, part));
            Line line =
                    new Line(
                            call.line().program(),
                            List.of(part),
                            part,
                            List.of(),
                            call.line().options());
            all.append(command.banner(line, call.node())).append('\n');
            all.append(plain.show(command.action().run(call.of(line)), true));
            all.append('\n');
        }
        return new Outcome.Raw(all.toString());
    }
}
