package dev.warren.perf;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `bin/warren` and `tools/perf` as processes, as a user would start them.
final class Programs {

    private static final Path ROOT = Path.of(System.getProperty("warren.root", ".."));
    private static final long END_SECONDS_MAX = 60;

    private Programs() {}

    /// What a finished program has printed, on both streams, and its exit code.
    record Ended(String output, int code) {

        /// The only line that contains the text.
        String lineWith(String text) {
            List<String> lines = output.lines().filter(line -> line.contains(text)).toList();
            if (lines.size() != 1) {
                throw new AssertionError(
                        "%d lines with '%s':%n%s".formatted(lines.size(), text, output));
            }
            return lines.getFirst();
        }
    }

    /// A broker on a free port that is ready.
    static final class Broker implements AutoCloseable {

        private final Process process;
        private final int port;

        private Broker(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        static Broker start(Path data) throws IOException {
            Process process =
                    started(
                            "bin/warren",
                            "server",
                            "--data-dir",
                            data.toString(),
                            "--set",
                            "listeners.tcp.default=127.0.0.1:0",
                            "--set",
                            "warren.management=false");
            BufferedReader output = process.inputReader();
            String listener = lineWith(output, "started TCP listener on 127.0.0.1:");
            lineWith(output, "Server startup complete");
            return new Broker(
                    process, Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1)));
        }

        String uri() {
            return "amqp://127.0.0.1:" + port;
        }

        long pid() {
            return process.pid();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    static Ended perf(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tools/perf"));
        command.addAll(Arrays.asList(arguments));
        Process process = started(command.toArray(String[]::new));
        String output = String.join("\n", process.inputReader().readAllLines());
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("tools/perf has not ended:\n" + output);
        }
        return new Ended(output, process.exitValue());
    }

    private static Process started(String... command) throws IOException {
        command[0] = ROOT.resolve(command[0]).toString();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String lineWith(BufferedReader output, String text) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("the output ended before '" + text + "'");
    }
}
