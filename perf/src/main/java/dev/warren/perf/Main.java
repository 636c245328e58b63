package dev.warren.perf;

import dev.warren.perf.client.BrokerException;
import dev.warren.perf.measure.SystemClock;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The process: reads the command line, runs the command, ends with its [ExitStatus].
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments).number());
    }

    private static ExitStatus run(String[] arguments) {
        try {
            return dispatch(arguments);
        } catch (ParameterException | IllegalArgumentException e) {
            Console.complain(String.valueOf(e.getMessage()));
            Console.complain("try --help");
            return ExitStatus.USAGE;
        } catch (BrokerException e) {
            Console.complain(String.valueOf(e.getMessage()));
            return ExitStatus.BROKER;
        }
    }

    private static ExitStatus dispatch(String[] arguments) {
        var commandLine = new CommandLine(CommandLineModel.perf());
        ParseResult parsed = commandLine.parseArgs(arguments);
        if (CommandLine.printHelpIfRequested(parsed)) {
            return ExitStatus.OK;
        }
        if (!parsed.hasSubcommand()) {
            throw new ParameterException(commandLine, "a command is missing");
        }
        var options = new Options(parsed.subcommand());
        var clock = new SystemClock();
        String command = parsed.subcommand().commandSpec().name();
        switch (command) {
            case CommandLineModel.RUN -> new LoadCommand(options, clock, Console::print).run();
            case CommandLineModel.FILL -> new LoadCommand(options, clock, Console::print).fill();
            case CommandLineModel.DRAIN -> new LoadCommand(options, clock, Console::print).drain();
            case CommandLineModel.QUEUES -> new QueuesCommand(options, clock, Console::print).run();
            case CommandLineModel.WAIT -> new WaitCommand(options, clock, Console::print).run();
            default -> throw new IllegalStateException(command);
        }
        return ExitStatus.OK;
    }
}
