package dev.warren.cli.line;

import java.util.ArrayList;
import java.util.List;

/// How a command is called.
///
/// @param arguments as `help` shows them: `<username> <password>`
/// @param argumentsMin how many there must be
/// @param argumentsMax how many there may be
/// @param options its own, beside those that every command has
/// @param waits whether `help` says that it takes `--timeout`
public record Usage(
        String name,
        String arguments,
        int argumentsMin,
        int argumentsMax,
        List<Option> options,
        boolean waits) {

    /// Those of every command.
    private static final List<Option> COMMON =
            List.of(
                    Option.value("node", "n"),
                    Option.value("vhost", "p"),
                    Option.value("timeout", "t"),
                    Option.value("formatter"),
                    Option.value("printer"),
                    Option.value("data-dir"),
                    Option.value("erlang-cookie"),
                    Option.value("rabbitmq-home"),
                    Option.value("mnesia-dir"),
                    Option.value("plugins-dir"),
                    Option.value("enabled-plugins-file"),
                    Option.value("script-name"),
                    Option.flag("quiet", "q"),
                    Option.flag("silent", "s"),
                    Option.flag("longnames", "l"),
                    Option.flag("dry-run"),
                    Option.flag("verbose"),
                    Option.flag("no-table-headers"),
                    Option.flag("table-headers"),
                    Option.flag("help", "h"),
                    Option.flag("version"),
                    Option.flag("print-stacktrace"));

    /// What a program itself takes, without a command.
    public static final Usage NONE = new Usage("", "", 0, Integer.MAX_VALUE, List.of(), false);

    public Usage {
        options = List.copyOf(options);
    }

    List<Option> allOptions() {
        List<Option> all = new ArrayList<>(options);
        all.addAll(COMMON);
        return all;
    }

    /// One line, as it stands below errors.
    public String synopsis(String program) {
        String own = arguments.isEmpty() ? name : name + " " + arguments;
        return program
                + " [--node <node>] [--longnames] [--quiet] "
                + own
                + (waits ? " [--timeout <timeout>]" : "");
    }
}
