package dev.warren.management.sample;

import java.util.Arrays;

/// The numbers of one thing at one time. Immutable.
final class Row {

    private final long millis;
    private final long[] values;

    /// @param values not to be changed any more
    private Row(long millis, long[] values) {
        this.millis = millis;
        this.values = values;
    }

    static Row copyOf(long millis, long[] values) {
        return new Row(millis, values.clone());
    }

    static Row zeros(long millis, int columns) {
        return new Row(millis, new long[columns]);
    }

    /// The same numbers, later. They are shared.
    Row at(long later) {
        return new Row(later, values);
    }

    /// Wall-clock time.
    long millis() {
        return millis;
    }

    long of(int column) {
        return values[column];
    }

    boolean has(long[] others) {
        return Arrays.equals(values, others);
    }
}
