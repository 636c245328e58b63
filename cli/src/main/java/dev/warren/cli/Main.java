package dev.warren.cli;

import dev.warren.cli.command.Program;
import dev.warren.cli.line.ExitStatus;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// The process: the name of a program, and what it was given.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // A message must not be published twice because the answer got lost.
        System.setProperty("sun.net.http.retryPost", "false");
        System.exit(run(List.of(arguments), System.getenv(), System.in, System.out, System.err));
    }

    /// The same without a process of its own, for tests of many commands.
    ///
    /// @return the exit code
    public static int run(
            List<String> arguments,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        Program program = arguments.isEmpty() ? null : Program.byNameOrNull(arguments.getFirst());
        Console console = new Console(out, err);
        if (program == null) {
            console.complain("the first word is the name of a program, such as rabbitmqctl");
            return ExitStatus.USAGE.number();
        }
        List<String> words = arguments.subList(1, arguments.size());
        try {
            return new Session(program, environment, in, console).run(words).number();
        } catch (RuntimeException e) {
            console.complain(program.text() + ": internal error");
            e.printStackTrace(err);
            return ExitStatus.SOFTWARE.number();
        }
    }
}
