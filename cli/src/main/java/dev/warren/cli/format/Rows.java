package dev.warren.cli.format;

import java.util.List;

/// A list with named columns.
public record Rows(List<String> columns, List<List<Cell>> rows) {

    public Rows {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row without all columns: " + row);
            }
        }
    }
}
