package dev.warren.conformance.management.alike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The differences that are meant: rows of the tables of a page for people. Belongs to one thread.
public final class Permitted {

    private static final int CELLS = 5;

    /// A row: four expressions in which `*` is any text, and a reason.
    private record Row(String text, List<Pattern> expressions) {

        boolean covers(Difference difference) {
            List<String> values =
                    List.of(
                            difference.call(),
                            difference.fact(),
                            difference.theirs(),
                            difference.ours());
            for (int i = 0; i < values.size(); i++) {
                if (!expressions.get(i).matcher(values.get(i)).matches()) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Row> rows;
    private final Set<Row> met = new LinkedHashSet<>();

    private Permitted(List<Row> rows) {
        this.rows = rows;
    }

    public static Permitted read(Path page) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("| `")) {
                rows.add(row(line));
            }
        }
        return new Permitted(rows);
    }

    private static Row row(String line) {
        List<String> cells =
                Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                        .map(cell -> cell.strip().replace("\\|", "|"))
                        .toList();
        if (cells.size() != CELLS + 2 || cells.get(CELLS).isEmpty()) {
            throw new IllegalArgumentException("not four expressions and a reason: " + line);
        }
        return new Row(line, cells.subList(1, CELLS).stream().map(Permitted::expression).toList());
    }

    private static Pattern expression(String cell) {
        String text = cell.replaceAll("^`|`$", "");
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    public boolean covers(Difference difference) {
        boolean isCovered = false;
        for (Row row : rows) {
            if (row.covers(difference)) {
                met.add(row);
                isCovered = true;
            }
        }
        return isCovered;
    }

    /// Rows that no difference has met: what they permit is no longer so.
    public List<String> unmet() {
        return rows.stream().filter(row -> !met.contains(row)).map(Row::text).toList();
    }
}
