package dev.warren.cli.command;

import dev.warren.cli.line.Line;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One line of the table: how it is called, what it says it does, and what it does.
///
/// @param programs whose command it is
/// @param group under which heading `help` lists it
/// @param banner see [Banner]
public record Command(
        Usage usage,
        Set<Program> programs,
        Group group,
        String summary,
        String banner,
        Action action) {

    /// The one probe that `rabbitmqctl` has too.
    private static final String PING = "ping";

    public Command {
        programs = Set.copyOf(programs);
    }

    public String name() {
        return usage.name();
    }

    boolean isOf(Program program) {
        return programs.contains(program);
    }

    /// Whether it says what it does before it knows that the node is there: probes, and what starts
    /// and stops nodes.
    public boolean speaksFirst() {
        return group == Group.NODES || !programs.contains(Program.CTL) || name().equals(PING);
    }

    /// What is printed before it is done; empty for nothing.
    public String banner(Line line, String node) {
        return Banner.of(banner, line, node);
    }

    Command with(Option... options) {
        return with(
                new Usage(
                        usage.name(),
                        usage.arguments(),
                        usage.argumentsMin(),
                        usage.argumentsMax(),
                        List.of(options),
                        usage.waits()));
    }

    /// With `--timeout` in its help.
    Command waiting() {
        return with(
                new Usage(
                        usage.name(),
                        usage.arguments(),
                        usage.argumentsMin(),
                        usage.argumentsMax(),
                        usage.options(),
                        true));
    }

    private Command with(Usage changed) {
        return new Command(changed, programs, group, summary, banner, action);
    }

    /// Also a command of this program.
    Command in(Program... more) {
        Set<Program> all = new HashSet<>(programs);
        all.addAll(List.of(more));
        return new Command(usage, all, group, summary, banner, action);
    }

    static Command ctl(
            Group group,
            String name,
            String arguments,
            int argumentsMin,
            int argumentsMax,
            String summary,
            String banner,
            Action action) {
        return new Command(
                new Usage(name, arguments, argumentsMin, argumentsMax, List.of(), false),
                Set.of(Program.CTL),
                group,
                summary,
                banner,
                action);
    }

    /// One of `rabbitmq-diagnostics` alone.
    static Command diagnostics(
            String name,
            String arguments,
            int count,
            String summary,
            String banner,
            Action action) {
        return new Command(
                new Usage(name, arguments, count, count, List.of(), false),
                Set.of(Program.DIAGNOSTICS),
                Group.MONITORING,
                summary,
                banner,
                action);
    }
}
