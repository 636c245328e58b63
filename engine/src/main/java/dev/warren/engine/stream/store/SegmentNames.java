package dev.warren.engine.stream.store;

import java.io.IOException;
import java.util.List;

/// The names of a stream's files: the first offset in 20 digits, so that names sort as offsets do.
final class SegmentNames {

    private static final String SEGMENT = ".segment";
    private static final String INDEX = ".index";
    private static final int DIGITS = 20;
    private static final long NONE = -1;

    private SegmentNames() {}

    static String segment(long firstOffset) {
        return digits(firstOffset) + SEGMENT;
    }

    static String index(long firstOffset) {
        return digits(firstOffset) + INDEX;
    }

    private static String digits(long offset) {
        String digits = Long.toString(offset);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /// The first offsets of the segments among these names, ascending.
    static List<Long> segments(List<String> names) throws IOException {
        return offsets(names, SEGMENT);
    }

    /// The same of the indexes.
    static List<Long> indexes(List<String> names) throws IOException {
        return offsets(names, INDEX);
    }

    private static List<Long> offsets(List<String> names, String suffix) {
        return names.stream()
                .map(name -> offset(name, suffix))
                .filter(offset -> offset != NONE)
                .sorted()
                .toList();
    }

    private static long offset(String name, String suffix) {
        boolean isOurs =
                name.length() == DIGITS + suffix.length()
                        && name.startsWith("0")
                        && name.endsWith(suffix)
                        && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
        return isOurs ? Long.parseLong(name, 0, DIGITS, 10) : NONE;
    }
}
