package dev.warren.conformance.foreign;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A short chapter with Python's aio-pika.
class AioPikaIT {
    @TestFactory
    Stream<DynamicTest> aioPika() {
        return ForeignSuite.orSkipped(AioPikaIT::run);
    }

    private static Stream<DynamicTest> run() {
        var target = ForeignTarget.required();
        Python.assumeModule("aio_pika", "python3-aio-pika");
        Python.assumeModule("pika", "python3-pika"); // the suites' common ground imports it

        return Python.run(target, "aio_pika_suite");
    }
}
