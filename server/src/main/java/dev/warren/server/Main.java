package dev.warren.server;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The process: reads the command line, runs the command, ends with its [ExitCode].
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments).status());
    }

    private static ExitCode run(String[] arguments) {
        try {
            return dispatch(arguments);
        } catch (ParameterException e) {
            complain(String.valueOf(e.getMessage()));
            System.err.println("Try 'warren --help'.");
            return ExitCode.USAGE;
        } catch (StartupException e) {
            complain(e.text());
            return e.code();
        } catch (RuntimeException e) {
            complain("internal error");
            e.printStackTrace(System.err);
            return ExitCode.INTERNAL_ERROR;
        }
    }

    private static ExitCode dispatch(String[] arguments) throws StartupException {
        String version = version();
        var commandLine = new CommandLine(CommandLineModel.warren(version));
        ParseResult parsed = commandLine.parseArgs(arguments);
        if (CommandLine.printHelpIfRequested(parsed)) {
            return ExitCode.OK;
        }
        if (!parsed.hasSubcommand()) {
            throw new ParameterException(commandLine, "a command is missing");
        }
        return new ServerCommand(version, System.getenv())
                .run(CommandLineModel.options(parsed.subcommand()));
    }

    private static void complain(String text) {
        text.lines().forEach(line -> System.err.println("warren: " + line));
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
