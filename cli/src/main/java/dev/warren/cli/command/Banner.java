package dev.warren.cli.command;

import dev.warren.cli.line.Line;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line that says what is about to be done, made from a pattern. Pure.
///
/// ```
/// {0}        the first argument          {node}, {vhost}
/// {1,}       those from the second on, with commas
/// {x:d}      the option x, or d
/// {file}     the first argument; where that is the standard input or output, nothing is said
/// ```
final class Banner {

    private static final Pattern PLACE = Pattern.compile("\\{([\\w-]+)(,|:[^}]*)?}");

    private static final String FILE = "{file}";

    private Banner() {}

    static String of(String pattern, Line line, String node) {
        if (pattern.contains(FILE) && isStandard(line)) {
            return "";
        }
        return PLACE.matcher(pattern)
                .replaceAll(place -> Matcher.quoteReplacement(value(place, line, node)));
    }

    private static boolean isStandard(Line line) {
        return line.arguments().isEmpty() || line.argument(0).equals("-");
    }

    private static String value(MatchResult place, Line line, String node) {
        String name = place.group(1);
        String more = place.group(2);
        if (name.equals("node")) {
            return node;
        }
        if (name.equals("file")) {
            return line.argument(0);
        }
        if (name.equals("vhost")) {
            return line.vhost();
        }
        if (more != null && more.startsWith(":")) {
            return line.option(name, more.substring(1));
        }
        if (!name.chars().allMatch(Character::isDigit)) {
            return place.group();
        }
        List<String> rest = line.rest(Integer.parseInt(name));
        return more != null ? String.join(", ", rest) : rest.isEmpty() ? "" : rest.getFirst();
    }
}
