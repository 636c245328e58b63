package dev.warren.conformance.foreign;

import dev.warren.conformance.foreign.ForeignCase.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what a test program of Go writes with `-test.v`: what a case logs, then its verdict. Cases
/// of a case belong to it. Pure.
final class GoTestParser {
    private static final Pattern BEGIN = Pattern.compile("=== RUN +[^/]+");
    // "--- FAIL: TestQuickPublishOnly (0.02s)"
    private static final Pattern VERDICT =
            Pattern.compile("--- (?<verdict>PASS|FAIL|SKIP): (?<name>[^ /]+) \\(.*\\)");

    private GoTestParser() {}

    static List<ForeignCase> parse(List<String> lines) {
        var cases = new ArrayList<ForeignCase>();
        var begin = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (BEGIN.matcher(lines.get(i)).matches()) {
                begin = i;
            }
            var matcher = VERDICT.matcher(lines.get(i));
            if (matcher.matches()) {
                var said = lines.subList(begin, i + 1);
                cases.add(
                        new ForeignCase(
                                matcher.group("name"),
                                verdict(matcher.group("verdict")),
                                String.join("\n", said),
                                said));
            }
        }
        return List.copyOf(cases);
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "PASS" -> Verdict.PASSED;
            case "SKIP" -> Verdict.SKIPPED;
            default -> Verdict.FAILED;
        };
    }
}
