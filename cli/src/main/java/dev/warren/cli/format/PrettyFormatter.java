package dev.warren.cli.format;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tables drawn with the line characters of a terminal.
final class PrettyFormatter implements Formatter {

    /// The terminal's line characters on and off.
    private static final String LINES = "\033(0";

    private static final String LETTERS = "\033(B";

    private static final String BAR = LINES + "x" + LETTERS;
    private static final Pattern COLOUR = Pattern.compile("\033\\[\\d*m");

    @Override
    public String show(Outcome outcome, boolean hasHeaders) {
        return switch (outcome) {
            case Outcome.Done _ -> "";
            case Outcome.Raw(String text) -> text;
            case Outcome.Said(String text, var _, var _) ->
                    draw(List.of("Output"), List.of(List.of(text.stripTrailing())));
            case Outcome.Listed(Rows rows, var _) ->
                    rows.rows().isEmpty()
                            ? ""
                            : draw(
                                    rows.columns(),
                                    rows.rows().stream()
                                            .map(row -> row.stream().map(Cell::pretty).toList())
                                            .toList());
        };
    }

    private static String draw(List<String> columns, List<List<String>> rows) {
        List<Integer> widths =
                IntStream.range(0, columns.size())
                        .map(i ->
                                Math.max(
                                        width(columns.get(i)),
                                        rows.stream()
                                                .mapToInt(r -> width(r.get(i)))
                                                .max()
                                                .orElse(0)))
                        .boxed()
                        .toList();
        String between = rule(widths, "t", "n", "u");
        return rule(widths, "l", "w", "k")
                + line(columns.stream().map(PrettyFormatter::bold).toList(), widths)
                + rows.stream()
                        .map(row -> between + lines(row, widths))
                        .collect(Collectors.joining())
                + rule(widths, "m", "v", "j");
    }

    private static String bold(String text) {
        return "\033[1m" + text + "\033[0m";
    }

    private static String rule(List<Integer> widths, String left, String cross, String right) {
        return widths.stream()
                .map(width -> "q".repeat(width + 2))
                .collect(Collectors.joining(cross, LINES + left, right + LETTERS + "\n"));
    }

    /// As many lines as the tallest value has.
    private static String lines(List<String> row, List<Integer> widths) {
        List<List<String>> split = row.stream().map(value -> value.lines().toList()).toList();
        int height = split.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, Math.max(1, height))
                .mapToObj(i ->
                        line(
                                split.stream()
                                        .map(lines -> i < lines.size() ? lines.get(i) : "")
                                        .toList(),
                                widths))
                .collect(Collectors.joining());
    }

    private static String line(List<String> values, List<Integer> widths) {
        StringBuilder out = new StringBuilder(BAR);
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            out.append(' ').append(value).append(" ".repeat(widths.get(i) - width(value)));
            out.append(' ').append(BAR);
        }
        return out.append('\n').toString();
    }

    /// Of the widest line, without what only sets a colour.
    private static int width(String text) {
        return COLOUR.matcher(text)
                .replaceAll("")
                .lines()
                .mapToInt(line -> line.codePointCount(0, line.length()))
                .max()
                .orElse(0);
    }
}
