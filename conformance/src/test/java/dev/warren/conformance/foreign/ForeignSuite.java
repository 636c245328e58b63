package dev.warren.conformance.foreign;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warren.conformance.foreign.Program.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/// A test suite in another language, one that reports in TAP unless it brings a reader of its own
/// words. It runs once, as a process, and each of its cases becomes a JUnit test that fails with
/// what the suite said about it.
final class ForeignSuite {
    /// The repository's `conformance` directory, in which Maven runs its tests.
    static final Path CONFORMANCE = Path.of("").toAbsolutePath();

    private static final Duration LIMIT = Duration.ofSeconds(150);

    private ForeignSuite() {}

    /// A factory that aborts leaves no trace in the report, so a missing client becomes one skipped
    /// test that names it.
    static Stream<DynamicTest> orSkipped(Supplier<Stream<DynamicTest>> suite) {
        try {
            return suite.get();
        } catch (TestAbortedException reason) {
            System.out.println("suite skipped: " + reason.getMessage());
            return Stream.of(
                    dynamicTest(
                            "the suite can run",
                            () -> {
                                throw reason;
                            }));
        }
    }

    static Stream<DynamicTest> run(ForeignTarget target, Path directory, String... command) {
        return run(target, Map.of(), directory, command);
    }

    static Stream<DynamicTest> run(
            ForeignTarget target, Map<String, String> more, Path directory, String... command) {
        var environment = environment(target);
        environment.putAll(more);
        return run(new Program(List.of(command), directory, environment), TapParser::parse);
    }

    static Stream<DynamicTest> run(
            Program program, Function<List<String>, List<ForeignCase>> parser) {
        var outcome = program.run("", LIMIT, System.out::println);
        outcome.err().forEach(System.out::println);
        var cases = parser.apply(outcome.out());
        return Stream.concat(
                cases.stream().map(ForeignSuite::asTest),
                Stream.of(dynamicTest("the suite ran to its end", () -> checkEnd(outcome, cases))));
    }

    private static Map<String, String> environment(ForeignTarget target) {
        var environment = new HashMap<String, String>();
        environment.put("CONFORMANCE_TARGET", target.url());
        var login = System.getProperty("conformance.login", "");
        if (!login.isEmpty()) {
            environment.put("CONFORMANCE_LOGIN", login);
        }
        return environment;
    }

    private static DynamicTest asTest(ForeignCase foreignCase) {
        return dynamicTest(foreignCase.name(), () -> judge(foreignCase));
    }

    private static void judge(ForeignCase foreignCase) {
        switch (foreignCase.verdict()) {
            case PASSED -> {}
            case SKIPPED -> abort(foreignCase.skipReason());
            case FAILED -> fail(String.join("\n", foreignCase.lines()));
        }
    }

    /// A suite that dies half-way has no failing case to tell so.
    private static void checkEnd(Outcome outcome, List<ForeignCase> cases) {
        var text = "\n" + outcome.outText() + "\n" + outcome.errText();
        if (outcome.exitCode() == Outcome.TIMED_OUT) {
            fail("not done after " + LIMIT + text);
        }
        var hasFailures = cases.stream().anyMatch(c -> c.verdict() == ForeignCase.Verdict.FAILED);
        if (cases.isEmpty() || (outcome.exitCode() != 0 && !hasFailures)) {
            fail("ended with " + outcome.exitCode() + text);
        }
    }
}
