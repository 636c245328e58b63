package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The Go client, amqp091-go, with its own tests: those that need a broker.
class GoClientIT {
    private static final Path LIBRARY = Path.of("/usr/share/gocode");
    private static final String CLIENT = "github.com/rabbitmq/amqp091-go";
    private static final Duration QUESTION_MAX = Duration.ofSeconds(60);

    /// One lets a message expire after 100 ms and relies on it that 200 are enough; one opens
    /// 80,000 channels one after another, which takes seconds.
    private static final Set<String> LEFT_OUT =
            Set.of("TestRabbitMQQueueTTLGet", "TestChannelCounterShouldNotPanicIssue136");

    @TestFactory
    Stream<DynamicTest> goClient() {
        return ForeignSuite.orSkipped(GoClientIT::run);
    }

    private static Stream<DynamicTest> run() {
        var target = ForeignTarget.required();
        assumeTrue(
                Program.of("go", "version").succeeds(QUESTION_MAX),
                "there is no 'go': install golang-go");
        assumeTrue(
                Files.isDirectory(LIBRARY.resolve("src").resolve(CLIENT)),
                "there is no amqp091-go: install golang-github-rabbitmq-amqp091-go-dev");
        try {
            var tests = GoPackageTests.of(LIBRARY, CLIENT);
            var cases = new TreeSet<>(tests.casesIn("integration_test.go"));
            cases.addAll(tests.casesIn("connection_test.go"));
            cases.removeAll(LEFT_OUT);
            cases.add("ExampleConnection_reconnect");
            var chosen = "-test.run=^(" + String.join("|", cases) + ")$";
            return ForeignSuite.run(
                    new Program(
                            List.of(tests.compile().toString(), "-test.v", chosen),
                            ForeignSuite.CONFORMANCE,
                            Map.of("AMQP_URL", target.url())),
                    GoTestParser::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
