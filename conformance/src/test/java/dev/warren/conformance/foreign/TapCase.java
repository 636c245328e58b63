package dev.warren.conformance.foreign;

import java.util.List;

/// One test case of a foreign suite, with the lines that its runner wrote about it.
record TapCase(String name, Verdict verdict, String skipReason, List<String> lines) {
    enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }

    TapCase {
        lines = List.copyOf(lines);
    }
}
