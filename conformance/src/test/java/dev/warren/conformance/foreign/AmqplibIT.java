package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The chapter with Node's amqplib.
class AmqplibIT {
    private static final String NODE = System.getProperty("conformance.node", "node");

    @TestFactory
    Stream<DynamicTest> amqplib() {
        return ForeignSuite.orSkipped(AmqplibIT::run);
    }

    private static Stream<DynamicTest> run() {
        var target = ForeignTarget.required();
        var directory = ForeignSuite.CONFORMANCE.resolve("node");
        assumeTrue(
                Program.of(NODE, "--version").succeeds(Duration.ofSeconds(20)),
                "there is no 'node': install nodejs 20 or newer");
        assumeTrue(
                Files.isDirectory(directory.resolve("node_modules/amqplib")),
                "amqplib is not installed: run 'npm ci' in conformance/node");

        return ForeignSuite.run(
                target,
                directory,
                NODE,
                "--test",
                "--test-concurrency=1",
                "--test-reporter=tap",
                "test/");
    }
}
