package dev.warren.conformance.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.conformance.support.CommandLine.Ended;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/// Runs the script `rabbitmqadmin` in one Python process: some hundred lines in the time of a few.
/// What a process is besides [CommandLine] shows.
public final class QuickAdmin implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private QuickAdmin(Process process) {
        this.process = process;
        this.in = process.outputWriter(UTF_8);
        this.out = process.inputReader(UTF_8);
    }

    public static QuickAdmin start() throws IOException {
        Path root = Broker.root();
        ProcessBuilder builder =
                new ProcessBuilder(
                                "python3",
                                "-B",
                                root.resolve("conformance/python/admin_driver.py").toString(),
                                root.resolve("bin/rabbitmqadmin").toString())
                        .redirectError(Redirect.INHERIT);
        builder.environment().merge("PATH", "/usr/bin:/bin", (path, own) -> own + ":" + path);
        builder.environment().put("PYTHONUTF8", "1");
        return new QuickAdmin(builder.start());
    }

    /// `run(List.of("list", "queues"))`
    public Ended run(List<String> words) {
        try {
            in.write(JSON.writeValueAsString(words));
            in.newLine();
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("the driver ended at " + words);
            }
            JsonNode ended = JSON.readTree(line);
            return new Ended(
                    ended.path("status").asInt(),
                    ended.path("out").asText(),
                    ended.path("err").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// It ends with its input.
    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
