package dev.warren.server;

/// The process: reads the command line, runs the command, ends with its [ExitCode].
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments).status());
    }

    private static ExitCode run(String[] arguments) {
        try {
            ServerOptions plain = PlainServerLine.optionsOrNull(arguments);
            return plain == null ? AnyCommandLine.run(arguments) : serve(plain);
        } catch (StartupException e) {
            complain(e.text());
            return e.code();
        } catch (RuntimeException e) {
            complain("internal error");
            e.printStackTrace(System.err);
            return ExitCode.INTERNAL_ERROR;
        }
    }

    static ExitCode serve(ServerOptions options) throws StartupException {
        return new ServerCommand(version(), System.getenv()).run(options);
    }

    static ExitCode misused(String text) {
        complain(text);
        System.err.println("Try 'warren --help'.");
        return ExitCode.USAGE;
    }

    private static void complain(String text) {
        text.lines().forEach(line -> System.err.println("warren: " + line));
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
