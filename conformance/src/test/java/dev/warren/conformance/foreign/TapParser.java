package dev.warren.conformance.foreign;

import dev.warren.conformance.foreign.ForeignCase.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the Test Anything Protocol as `node --test` and `run.py` write it: a verdict line for each
/// case, followed by whatever explains it. Pure.
final class TapParser {
    // "not ok 7 - name of the case # SKIP reason"
    private static final Pattern VERDICT =
            Pattern.compile(
                    "(?<not>not )?ok \\d+ - (?<name>.*?)(?: # (?<directive>SKIP|TODO) ?(?<reason>.*))?");

    private TapParser() {}

    static List<ForeignCase> parse(List<String> lines) {
        var cases = new ArrayList<ForeignCase>();
        for (int i = 0; i < lines.size(); i++) {
            var verdict = VERDICT.matcher(lines.get(i));
            if (verdict.matches()) {
                var reason = verdict.group("reason");
                cases.add(
                        new ForeignCase(
                                verdict.group("name").replace("\\#", "#"),
                                verdict(verdict.group("not"), verdict.group("directive")),
                                reason == null ? "" : reason,
                                explanation(lines, i)));
            }
        }
        return List.copyOf(cases);
    }

    private static Verdict verdict(@Nullable String not, @Nullable String directive) {
        if (directive != null) {
            return Verdict.SKIPPED;
        }
        return not == null ? Verdict.PASSED : Verdict.FAILED;
    }

    private static List<String> explanation(List<String> lines, int verdict) {
        int end = verdict + 1;
        while (end < lines.size()
                && !VERDICT.matcher(lines.get(end)).matches()
                && !lines.get(end).startsWith("# Subtest")) {
            end++;
        }
        return lines.subList(verdict, end);
    }
}
