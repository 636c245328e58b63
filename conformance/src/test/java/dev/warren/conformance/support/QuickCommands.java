package dev.warren.conformance.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.conformance.support.CommandLine.Ended;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the programs of the command line inside this process, from the jars that the scripts in
/// `bin` run: a hundred commands in the time of a few. What a process is besides [CommandLine]
/// shows.
public final class QuickCommands implements AutoCloseable {

    private static final MethodType RUN =
            MethodType.methodType(
                    int.class,
                    List.class,
                    Map.class,
                    InputStream.class,
                    PrintStream.class,
                    PrintStream.class);

    private final URLClassLoader jars;
    private final MethodHandle run;
    private final Map<String, String> environment;

    private QuickCommands(URLClassLoader jars, MethodHandle run, Path data) {
        this.jars = jars;
        this.run = run;
        this.environment = Map.of("WARREN_DATA_DIR", data.toString());
    }

    /// For the node of a data directory.
    public static QuickCommands of(Path data) throws IOException {
        List<URL> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Broker.root().resolve("cli/target/cli/lib"))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                found.add(jar.toUri().toURL());
            }
        }
        var jars =
                new URLClassLoader(found.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            Class<?> main = jars.loadClass("dev.warren.cli.Main");
            return new QuickCommands(
                    jars, MethodHandles.publicLookup().findStatic(main, "run", RUN), data);
        } catch (ReflectiveOperationException e) {
            jars.close();
            throw new AssertionError("there is no command line in " + found, e);
        }
    }

    /// `run("rabbitmqctl", "list_users")`
    public Ended run(String program, String... words) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(List.of(words));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (var printed = new PrintStream(out, true, UTF_8);
                var complained = new PrintStream(err, true, UTF_8)) {
            int status =
                    (int)
                            run.invoke(
                                    all,
                                    environment,
                                    new ByteArrayInputStream(new byte[0]),
                                    printed,
                                    complained);
            return new Ended(status, out.toString(UTF_8), err.toString(UTF_8));
        } catch (Throwable e) {
            throw new AssertionError(all + " failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        jars.close();
    }
}
