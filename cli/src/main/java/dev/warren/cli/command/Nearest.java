package dev.warren.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of some names may have been meant. Pure.
final class Nearest {

    /// A name that is less like what was given is no help.
    private static final double LIKENESS_MIN = 0.6;

    private Nearest() {}

    static @Nullable String orNull(String given, List<String> names) {
        String best = null;
        double most = LIKENESS_MIN;
        for (String name : names) {
            double likeness =
                    1.0 - (double) distance(given, name) / Math.max(given.length(), name.length());
            if (likeness > most) {
                most = likeness;
                best = name;
            }
        }
        return best;
    }

    /// How many letters have to be put in, taken out or changed.
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = least;
            }
        }
        return row[to.length()];
    }
}
