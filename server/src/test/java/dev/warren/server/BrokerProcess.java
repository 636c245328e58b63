package dev.warren.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A `bin/warren` that really runs, as a user would start it.
final class BrokerProcess implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("warren.root", ".."));
    private static final long END_SECONDS_MAX = 60;

    private final Process process;
    private final BufferedReader output;

    private BrokerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static BrokerProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("bin/warren").toString()));
        command.addAll(Arrays.asList(arguments));
        if (command.contains("server")) {
            command.addAll(List.of("--set", "warren.management=false"));
        }
        return new BrokerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /// Reads on until a line contains the text.
    String lineWith(String text) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(text)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("the output ended before '" + text + "'");
        }
        return line;
    }

    /// Waits for the end and returns what was printed since the last read.
    String outputAtEnd() throws IOException {
        return String.join("\n", output.readAllLines());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("the process has not ended");
        }
        return process.exitValue();
    }

    Process process() {
        return process;
    }

    /// SIGTERM on Unix. Through the handle, because the process itself would close its output.
    void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
