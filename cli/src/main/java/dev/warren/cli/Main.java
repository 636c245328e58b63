package dev.warren.cli;

import dev.warren.cli.command.Program;
import dev.warren.cli.line.ExitStatus;
import java.util.Arrays;
import java.util.List;

/// The process: the name of a program, and what it was given.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments).number());
    }

    private static ExitStatus run(String[] arguments) {
        Program program = arguments.length == 0 ? null : Program.byNameOrNull(arguments[0]);
        Console console = new Console();
        if (program == null) {
            console.complain("the first word is the name of a program, such as rabbitmqctl");
            return ExitStatus.USAGE;
        }
        // A message must not be published twice because the answer got lost.
        System.setProperty("sun.net.http.retryPost", "false");
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            return new Session(program, System.getenv(), System.in, console).run(words);
        } catch (RuntimeException e) {
            console.complain(program.text() + ": internal error");
            e.printStackTrace(System.err);
            return ExitStatus.SOFTWARE;
        }
    }
}
