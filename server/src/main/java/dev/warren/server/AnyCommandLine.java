package dev.warren.server;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// A command line of any kind, read by picocli: help, versions, mistakes, and what
/// [PlainServerLine] is too plain for. Apart from [Main], so that picocli is not loaded unless it
/// is asked.
final class AnyCommandLine {

    private AnyCommandLine() {}

    static ExitCode run(String[] arguments) throws StartupException {
        try {
            return dispatch(arguments);
        } catch (ParameterException e) {
            return Main.misused(String.valueOf(e.getMessage()));
        }
    }

    private static ExitCode dispatch(String[] arguments) throws StartupException {
        var commandLine = new CommandLine(CommandLineModel.warren(Main.version()));
        ParseResult parsed = commandLine.parseArgs(arguments);
        if (CommandLine.printHelpIfRequested(parsed)) {
            return ExitCode.OK;
        }
        if (!parsed.hasSubcommand()) {
            throw new ParameterException(commandLine, "a command is missing");
        }
        return Main.serve(CommandLineModel.options(parsed.subcommand()));
    }
}
