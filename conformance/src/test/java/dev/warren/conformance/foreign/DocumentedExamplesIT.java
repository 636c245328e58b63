package dev.warren.conformance.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The examples of the README and the users' pages run, and print what the pages say.
class DocumentedExamplesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// Fewer than are in the pages, so that none is left out because it looks different.
    private static final int EXAMPLES_MIN = 30;

    /// Pages talk to a broker with default settings; here it is one of our own.
    private static final String HERE =
            """
            import os, pika, urllib.request
            class Request(urllib.request.Request):
                def __init__(self, url, *arguments, **named):
                    here = url.replace("http://localhost:15672", os.environ["CONFORMANCE_API"])
                    super().__init__(here, *arguments, **named)
            urllib.request.Request = Request
            there = pika.URLParameters(os.environ["CONFORMANCE_TARGET"])
            defaults = pika.connection.Parameters
            defaults.DEFAULT_PORT = there.port
            defaults.DEFAULT_VIRTUAL_HOST = there.virtual_host
            defaults.DEFAULT_USERNAME = there.credentials.username
            defaults.DEFAULT_PASSWORD = there.credentials.password
            """;

    private static HttpBroker broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = HttpBroker.start(Broker.settings());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void noPageIsLeftOut() {
        assertThat(DocumentedExample.all()).hasSizeGreaterThanOrEqualTo(EXAMPLES_MIN);
    }

    @TestFactory
    Stream<DynamicTest> examples() {
        return ForeignSuite.orSkipped(DocumentedExamplesIT::run);
    }

    private static Stream<DynamicTest> run() {
        Python.assumeModule("pika", "python3-pika");
        return DocumentedExample.all().stream()
                .map(example -> dynamicTest(example.toString(), () -> run(example)));
    }

    private static void run(DocumentedExample example) {
        var target = new ForeignTarget(Target.local(broker.process().port()));
        var program =
                new Program(
                        List.of(Python.INTERPRETER, "-B", "-"),
                        ForeignSuite.CONFORMANCE,
                        Map.of(
                                "CONFORMANCE_TARGET",
                                target.url(),
                                "CONFORMANCE_API",
                                broker.http().base().toString(),
                                "PYTHONIOENCODING",
                                "utf-8"));
        var outcome = program.run(HERE + example.program(), LIMIT, _ -> {});
        assertThat(outcome.exitCode()).as(outcome.errText()).isZero();
        if (!example.prints().isEmpty()) {
            assertThat(outcome.out()).containsSubsequence(example.prints());
        }
    }
}
