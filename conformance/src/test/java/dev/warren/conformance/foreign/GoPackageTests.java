package dev.warren.conformance.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tests that a Go package brings for itself, copied below `target`, given patience and made
/// into one program. They wait for what a broker does with limits of parts of a second: here these
/// are a hundred times as long, so that no case depends on how busy the machine is.
final class GoPackageTests {
    private static final Path BELOW = Path.of("target", "go").toAbsolutePath();
    private static final Duration COMPILE_MAX = Duration.ofSeconds(120);
    private static final Pattern CASE =
            Pattern.compile("^func (Test\\w+)\\(\\w+ \\*testing\\.T\\)", Pattern.MULTILINE);
    private static final Pattern LIMIT = Pattern.compile("\\btime\\.After(Func)?\\(");

    /// Looks for goroutines that are left, for about a second: one that goes later is no news.
    private static final String LEAKS = "goleak.VerifyTestMain(m)";

    private static final String LEAKS_IMPORT = "\"go.uber.org/goleak\"";

    private final Path library;
    private final Path copy;

    private GoPackageTests(Path library, Path copy) {
        this.library = library;
        this.copy = copy;
    }

    /// Of a package below `library`, which is laid out like a GOPATH.
    static GoPackageTests of(Path library, String name) throws IOException {
        var from = library.resolve("src").resolve(name);
        var copy = Files.createDirectories(BELOW.resolve("src").resolve(name));
        try (var files = Files.newDirectoryStream(from, "*.go")) {
            for (var file : files) {
                var text = Files.readString(file, UTF_8);
                var test = file.toString().endsWith("_test.go");
                Files.writeString(copy.resolve(file.getFileName()), test ? patient(text) : text);
            }
        }
        return new GoPackageTests(library, copy);
    }

    private static String patient(String text) {
        return LIMIT.matcher(text)
                .replaceAll(limit -> limit.group() + "100 * ")
                .replace(LEAKS, "os.Exit(m.Run())")
                .replace(LEAKS_IMPORT, "");
    }

    /// The names of the cases in a file.
    TreeSet<String> casesIn(String file) throws IOException {
        return CASE.matcher(Files.readString(copy.resolve(file), UTF_8))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The program that runs them.
    Path compile() {
        var program = BELOW.resolve(copy.getFileName() + ".test");
        var command = new ArrayList<>(List.of("go", "test", "-c", "-vet=off"));
        command.addAll(List.of("-tags", "integration", "-o", program.toString(), "."));
        var environment =
                Map.of(
                        "GO111MODULE",
                        "off",
                        "GOPATH",
                        BELOW + ":" + library,
                        "GOCACHE",
                        BELOW.resolve("cache").toString(),
                        "GOFLAGS",
                        "");
        var outcome = new Program(command, copy, environment).run("", COMPILE_MAX, _ -> {});
        assertThat(outcome.exitCode()).as(outcome.errText()).isZero();
        return program;
    }
}
