package dev.warren.conformance.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The examples of the README and the users' pages run, and print what the pages say.
class DocumentedExamplesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// Pages talk to a broker with default settings; here it is the one under test.
    private static final String HERE =
            """
            import os, pika
            there = pika.URLParameters(os.environ["CONFORMANCE_TARGET"])
            defaults = pika.connection.Parameters
            defaults.DEFAULT_PORT = there.port
            defaults.DEFAULT_VIRTUAL_HOST = there.virtual_host
            defaults.DEFAULT_USERNAME = there.credentials.username
            defaults.DEFAULT_PASSWORD = there.credentials.password
            """;

    @TestFactory
    Stream<DynamicTest> examples() {
        return ForeignSuite.orSkipped(DocumentedExamplesIT::run);
    }

    private static Stream<DynamicTest> run() {
        var target = ForeignTarget.required();
        Python.assumeModule("pika", "python3-pika");
        return DocumentedExample.all().stream()
                .map(example -> dynamicTest(example.toString(), () -> run(example, target)));
    }

    private static void run(DocumentedExample example, ForeignTarget target) {
        var program =
                new Program(
                        List.of(Python.INTERPRETER, "-B", "-"),
                        ForeignSuite.CONFORMANCE,
                        Map.of("CONFORMANCE_TARGET", target.url(), "PYTHONIOENCODING", "utf-8"));
        var outcome = program.run(HERE + example.program(), LIMIT, _ -> {});
        assertThat(outcome.exitCode()).as(outcome.errText()).isZero();
        if (!example.prints().isEmpty()) {
            assertThat(outcome.out()).containsSubsequence(example.prints());
        }
    }
}
