package dev.warren.cli.format;

import java.util.List;
import java.util.stream.Collectors;

/// Lines with tabs between values.
final class PlainFormatter implements Formatter {

    @Override
    public String show(Outcome outcome, boolean hasHeaders) {
        return switch (outcome) {
            case Outcome.Done _ -> "";
            case Outcome.Said(String text, var _, var _) -> text + "\n";
            case Outcome.Raw(String text) -> text;
            case Outcome.Listed(Rows rows, boolean isStream) ->
                    rows.rows().isEmpty() && !isStream ? "\n" : lines(rows, hasHeaders);
        };
    }

    private static String lines(Rows rows, boolean hasHeaders) {
        if (rows.rows().isEmpty()) {
            return "";
        }
        String head = hasHeaders ? String.join("\t", rows.columns()) + "\n" : "";
        return head + rows.rows().stream().map(PlainFormatter::line).collect(Collectors.joining());
    }

    private static String line(List<Cell> row) {
        return row.stream()
                .map(cell -> escaped(cell.plain()))
                .collect(Collectors.joining("\t", "", "\n"));
    }

    /// A value is one word in one line: what would break that is written in octal.
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '\177') {
                out.append("\\%03o".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
