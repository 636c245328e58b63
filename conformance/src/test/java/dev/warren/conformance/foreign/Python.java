package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The suites under `conformance/python`. They run on Debian's interpreter, because the clients are
/// Debian packages; `-Dconformance.python=` names another.
final class Python {
    static final String INTERPRETER = System.getProperty("conformance.python", "/usr/bin/python3");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Python() {}

    /// Skips the suite, naming the package, unless the interpreter can import the module.
    static void assumeModule(String module, String debianPackage) {
        assumeTrue(
                Program.of(INTERPRETER, "-c", "import " + module).succeeds(LIMIT),
                INTERPRETER + " has no '" + module + "': install " + debianPackage);
    }

    static Stream<DynamicTest> run(ForeignTarget target, String suite) {
        return run(target, suite, Map.of());
    }

    /// Runs a suite, or one module of it, with more in its environment.
    static Stream<DynamicTest> run(
            ForeignTarget target, String suite, Map<String, String> environment) {
        return ForeignSuite.run(
                target,
                environment,
                ForeignSuite.CONFORMANCE.resolve("python"),
                INTERPRETER,
                "-B",
                "run.py",
                suite);
    }
}
