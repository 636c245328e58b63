package dev.warren.conformance.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A program of the system, run to its end or to its time limit.
record Program(List<String> command, Path directory, Map<String, String> environment) {
    private static final Path HERE = Path.of("").toAbsolutePath();

    Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// What a program did: `exitCode` is [#TIMED_OUT] when it had to be killed.
    record Outcome(int exitCode, List<String> out, List<String> err) {
        static final int TIMED_OUT = -1;

        Outcome {
            out = List.copyOf(out);
            err = List.copyOf(err);
        }

        String outText() {
            return String.join("\n", out);
        }

        String errText() {
            return String.join("\n", err);
        }
    }

    static Program of(String... command) {
        return new Program(List.of(command), HERE, Map.of());
    }

    /// Whether the program exists and ends with 0, as a question whether a client is installed.
    boolean succeeds(Duration limit) {
        try {
            return run("", limit, _ -> {}).exitCode() == 0;
        } catch (UncheckedIOException ignoredThereIsNoSuchProgram) {
            return false;
        }
    }

    /// Each line of standard output goes to `listener` as it comes.
    Outcome run(String input, Duration limit, Consumer<String> listener) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var process = builder.start();
            var out = readers.submit(() -> lines(process.inputReader(StandardCharsets.UTF_8), listener));
            var err = readers.submit(() -> lines(process.errorReader(StandardCharsets.UTF_8), _ -> {}));
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            } catch (IOException ignoredItDoesNotReadAllOfIt) {
                // Its exit code says the rest.
            }
            return end(process, limit, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome end(
            Process process, Duration limit, Future<List<String>> out, Future<List<String>> err) {
        try {
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Outcome(ended ? process.exitValue() : Outcome.TIMED_OUT, out.get(), err.get());
        } catch (InterruptedException | ExecutionException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(BufferedReader reader, Consumer<String> listener)
            throws IOException {
        var lines = new ArrayList<String>();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            listener.accept(line);
        }
        return lines;
    }
}
