package dev.warren.conformance.management.alike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The facts of all answers of one broker, by the calls, and as a file that people can read: a call
/// on a line, its facts indented below it.
public final class Recording {

    private static final String INDENT = "    ";

    private final Map<String, SortedMap<String, String>> answers;

    public Recording(Map<String, SortedMap<String, String>> answers) {
        this.answers = new LinkedHashMap<>(answers);
    }

    public Map<String, SortedMap<String, String>> answers() {
        return answers;
    }

    public static Recording read(Path file) throws IOException {
        Map<String, SortedMap<String, String>> answers = new LinkedHashMap<>();
        SortedMap<String, String> facts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            if (line.startsWith(INDENT)) {
                int colon = line.indexOf(": ");
                facts.put(
                        line.substring(INDENT.length(), colon),
                        line.substring(colon + 2).replace("\\n", "\n"));
            } else {
                facts = new TreeMap<>();
                answers.put(line, facts);
            }
        }
        return new Recording(answers);
    }

    /// @param remark first line of the file
    public void write(Path file, String remark) throws IOException {
        StringBuilder text = new StringBuilder("# ").append(remark).append('\n');
        answers.forEach((call, facts) -> {
            text.append(call).append('\n');
            facts.forEach((fact, value) ->
                    text.append(INDENT)
                            .append(fact)
                            .append(": ")
                            .append(value.replace("\n", "\\n"))
                            .append('\n'));
        });
        Files.writeString(file, text);
    }
}
