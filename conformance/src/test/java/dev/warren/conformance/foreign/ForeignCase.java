package dev.warren.conformance.foreign;

import java.util.List;

/// One test case of a foreign suite, with the lines that its runner wrote about it.
record ForeignCase(String name, Verdict verdict, String skipReason, List<String> lines) {
    enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }

    ForeignCase {
        lines = List.copyOf(lines);
    }
}
