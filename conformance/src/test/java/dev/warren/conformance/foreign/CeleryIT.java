package dev.warren.conformance.foreign;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Python's Celery with workers as processes of their own, and kombu below it.
class CeleryIT {
    @TestFactory
    Stream<DynamicTest> celery() {
        return ForeignSuite.orSkipped(CeleryIT::run);
    }

    private static Stream<DynamicTest> run() {
        var target = ForeignTarget.required();
        Python.assumeModule("celery", "python3-celery");
        Python.assumeModule("pika", "python3-pika"); // the suites' common ground imports it

        return Python.run(target, "celery_suite");
    }
}
