package dev.warren.cli.command;

import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.format.Rows;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What there is, and how it is called.
final class Help {

    /// The RabbitMQ that the programs behave like; what the node says by default.
    static final String VERSION = "4.2.0";

    /// The longest name in RabbitMQ's list, with a gap.
    private static final int NAME_WIDTH = 30;

    private Help() {}

    static List<Command> commands() {
        return List.of(
                help(
                        "help",
                        "<command>",
                        "Displays usage information for a command",
                        call -> {
                            Program program = program(call);
                            String name = call.line().argumentOrNull(0);
                            return new Outcome.Raw(
                                    (name == null ? all(program) : one(program, name)) + "\n");
                        }),
                help("version", "", "Displays CLI tools version", Help::version),
                help(
                        "autocomplete",
                        "[<prefix>]",
                        "Provides command name autocomplete variants",
                        Help::complete));
    }

    private static Command help(String name, String arguments, String summary, Action action) {
        return new Command(
                new Usage(name, arguments, 0, 1, List.of(), false),
                Set.of(Program.values()),
                Group.HELP,
                summary,
                "",
                action);
    }

    private static Outcome version(Call call) {
        return new Outcome.Said(
                VERSION,
                Call.object()
                        .put("node", call.node())
                        .put("result", "ok")
                        .set("value", Call.object().put("version", VERSION)),
                new Rows(List.of("version"), List.of(List.of(Cell.text(VERSION)))));
    }

    private static Program program(Call call) {
        Program program = Program.byNameOrNull(call.line().program());
        return program == null ? Program.CTL : program;
    }

    private static String one(Program program, String name) {
        Command command = Commands.byNameOrNull(program, name);
        if (command == null) {
            throw unknown(program, name);
        }
        return "\n\033[1mUsage\033[0m\n\n%s\n\n%s\n"
                .formatted(command.usage().synopsis(program.text()), command.summary());
    }

    static String all(Program program) {
        StringBuilder out = new StringBuilder("\n\033[1mUsage\033[0m\n\n");
        out.append(program.text())
                .append(
                        " [--node <node>] [--timeout <timeout>] [--longnames] [--quiet] <command> [<command options>]\n\n")
                .append("Available commands:\n");
        for (Group group : Group.values()) {
            List<Command> of =
                    Commands.of(program).stream()
                            .filter(command -> command.group() == group)
                            .sorted(Comparator.comparing(Command::name))
                            .toList();
            if (!of.isEmpty()) {
                out.append("\n\033[1m").append(group.title()).append("\033[0m:\n\n");
                out.append(of.stream().map(Help::line).collect(Collectors.joining()));
            }
        }
        return out.append("\nUse '")
                .append(program.text())
                .append(" help <command>' to learn more about a specific command")
                .toString();
    }

    private static String line(Command command) {
        String name = command.name();
        return "   "
                + name
                + " ".repeat(Math.max(1, NAME_WIDTH - name.length()))
                + command.summary()
                + "\n";
    }

    /// With the nearest that there is, or all that there are.
    static Refused unknown(Program program, String name) {
        List<String> names = Commands.of(program).stream().map(Command::name).toList();
        String nearest = Nearest.orNull(name, names);
        return Refused.plain(
                ExitStatus.USAGE,
                "\nCommand '%s' not found. \n%s"
                        .formatted(
                                name,
                                nearest == null
                                        ? all(program)
                                        : "Did you mean '" + nearest + "'? \n"));
    }

    /// Without a command.
    static Refused missing(Program program) {
        return Refused.plain(ExitStatus.USAGE, all(program));
    }

    /// The commands that begin so, a line each.
    private static Outcome complete(Call call) {
        String prefix = Objects.requireNonNullElse(call.line().argumentOrNull(0), "");
        return new Outcome.Raw(
                Commands.of(program(call)).stream()
                        .map(Command::name)
                        .filter(name -> name.startsWith(prefix))
                        .sorted()
                        .map(name -> name + "\n")
                        .collect(Collectors.joining()));
    }
}
