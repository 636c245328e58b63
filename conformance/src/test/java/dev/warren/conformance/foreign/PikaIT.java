package dev.warren.conformance.foreign;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The first users' scenarios A to D and a general chapter, with Python's pika.
class PikaIT {
    @TestFactory
    Stream<DynamicTest> pika() {
        return ForeignSuite.orSkipped(PikaIT::run);
    }

    private static Stream<DynamicTest> run() {
        var target = ForeignTarget.required();
        Python.assumeModule("pika", "python3-pika");
        Python.assumeModule("msgpack", "python3-msgpack");

        return Python.run(target, "pika_suite");
    }
}
