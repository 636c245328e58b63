package dev.warren.conformance.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the programs of `bin` for the node of a data directory, each as a process of its own.
///
/// @param work where what they print is kept
public record CommandLine(Path data, Path work) {

    private static final long END_SECONDS_MAX = 60;

    /// How a program ended, and what it wrote.
    public record Ended(int status, String out, String err) {

        /// The lines of the standard output.
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /// `run("rabbitmqctl", "list_users")`
    public Ended run(String program, String... words) {
        return runWith("", program, words);
    }

    /// The same with something to read on the standard input.
    public Ended runWith(String input, String program, String... words) {
        try {
            Path in = Files.writeString(Files.createTempFile(work, "in-", ".txt"), input);
            Path out = Files.createTempFile(work, "out-", ".txt");
            Path err = Files.createTempFile(work, "err-", ".txt");
            Process process =
                    builder(out, program, words)
                            .redirectInput(in.toFile())
                            .redirectError(err.toFile())
                            .start();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " " + List.of(words) + " did not end");
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, UTF_8),
                    Files.readString(err, UTF_8));
        } catch (IOException e) {
            throw new AssertionError(program + " did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Starts a program that goes on until it is ended.
    ///
    /// @param out what it prints, also of errors
    public Process start(Path out, String program, String... words) throws IOException {
        return builder(out, program, words).redirectErrorStream(true).start();
    }

    private ProcessBuilder builder(Path out, String program, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Broker.root().resolve("bin").resolve(program).toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
        builder.environment().put("WARREN_DATA_DIR", data.toString());
        if (program.equals("rabbitmqadmin")) {
            // The Python of the system, if it has one: what chooses among several takes its time.
            builder.environment().merge("PATH", "/usr/bin:/bin", (path, own) -> own + ":" + path);
        }
        return builder;
    }

    /// Runs `rabbitmqctl`, which must succeed.
    public Ended ctl(String... words) {
        Ended ended = run("rabbitmqctl", words);
        if (ended.status() != 0) {
            throw new AssertionError(List.of(words) + " failed: " + ended);
        }
        return ended;
    }
}
