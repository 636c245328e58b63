package dev.warren.cli.format;

import java.util.List;
import java.util.stream.Collectors;

/// Every value in quotes, with the names of columns above.
final class CsvFormatter implements Formatter {

    @Override
    public boolean hasBanner() {
        return false;
    }

    @Override
    public String show(Outcome outcome, boolean hasHeaders) {
        return switch (outcome) {
            case Outcome.Done _ -> "";
            case Outcome.Raw(String text) -> text;
            case Outcome.Listed(Rows rows, var _) -> lines(rows, hasHeaders);
            case Outcome.Said(String text, var _, Rows rows) -> {
                if (rows == null) {
                    throw new NoWords(
                            "%%Protocol.UndefinedError{protocol: Enumerable, value: %s, description: \"\"}\n"
                                    .formatted(ErlangTerms.quoted(text)));
                }
                yield lines(rows, hasHeaders);
            }
        };
    }

    private static String lines(Rows rows, boolean hasHeaders) {
        if (rows.rows().isEmpty()) {
            return "";
        }
        String head = hasHeaders ? line(rows.columns()) : "";
        return head
                + rows.rows().stream()
                        .map(row -> line(row.stream().map(Cell::plain).toList()))
                        .collect(Collectors.joining());
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",", "", "\n"));
    }
}
