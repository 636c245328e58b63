package dev.warren.cli.command;

import dev.warren.cli.line.Line;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line that says what is about to be done, made from a pattern. Pure.
///
/// ```
/// {0}               the first argument          {node}, {vhost}
/// {1,}              those from the second on, with commas
/// {x:d}             the option x, or d; {x} within a choice, where it is given
/// {x?yes:no}        yes or no by whether the option x is given
/// {1=all?yes:no}    the same by whether the second argument is `all`
/// {file}            the first argument; where that is the standard input or output, nothing is said
/// ```
final class Banner {

    private static final Pattern CHOICE =
            Pattern.compile(
                    "\\{([\\w-]+)(?:=(\\w+))?\\?((?:[^{}:]|\\{\\w+})*):((?:[^{}]|\\{\\w+})*)}");
    private static final Pattern PLACE = Pattern.compile("\\{([\\w-]+)(,|:[^}]*)?}");
    private static final String FILE = "{file}";

    private Banner() {}

    static String of(String pattern, Line line, String node) {
        if (pattern.contains(FILE) && isStandard(line)) {
            return "";
        }
        String chosen =
                CHOICE.matcher(pattern)
                        .replaceAll(choice ->
                                Matcher.quoteReplacement(
                                        choice.group(isChosen(choice, line) ? 3 : 4)));
        return PLACE.matcher(chosen)
                .replaceAll(place -> Matcher.quoteReplacement(value(place, line, node)));
    }

    private static boolean isStandard(Line line) {
        return line.arguments().isEmpty() || line.argument(0).equals("-");
    }

    private static boolean isChosen(MatchResult choice, Line line) {
        String wanted = choice.group(2);
        return wanted == null
                ? line.has(choice.group(1))
                : wanted.equals(line.argumentOrNull(Integer.parseInt(choice.group(1))));
    }

    private static String value(MatchResult place, Line line, String node) {
        String name = place.group(1);
        String more = place.group(2);
        if (more != null && more.startsWith(":")) {
            return line.option(name, more.substring(1));
        }
        return switch (name) {
            case "node" -> node;
            case "vhost" -> line.vhost();
            case "file" -> line.argument(0);
            default -> argument(place, line, name, more != null);
        };
    }

    private static String argument(MatchResult place, Line line, String name, boolean isRest) {
        if (!name.chars().allMatch(Character::isDigit)) {
            return line.option(name, place.group());
        }
        List<String> rest = line.rest(Integer.parseInt(name));
        return isRest ? String.join(", ", rest) : rest.isEmpty() ? "" : rest.getFirst();
    }
}
