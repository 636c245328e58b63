package dev.warren.cli.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads words as RabbitMQ's programs do: options may stand anywhere, also before the command, and
/// the first other word is the command.
public final class LineReader {

    /// `-1` is an argument, not an option.
    private static final Pattern NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

    private final Map<String, String> options = new HashMap<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<Option> known;

    private LineReader(Usage usage) {
        this.known = usage.allOptions();
    }

    /// @param usage what is known of a command; null of one that does not exist
    public static Line read(
            String program, List<String> words, Function<String, @Nullable Usage> usage) {
        LineReader first = new LineReader(Usage.NONE);
        first.take(words.iterator());
        String command = first.others.isEmpty() ? "" : first.others.getFirst();
        Usage found = usage.apply(command);
        if (found == null) {
            return new Line(program, words, command, List.of(), first.options);
        }
        LineReader second = new LineReader(found);
        second.take(words.iterator());
        List<String> arguments =
                second.others.isEmpty()
                        ? List.of()
                        : second.others.subList(1, second.others.size());
        Line line = new Line(program, words, command, arguments, second.options);
        if (!line.has("help")) {
            second.requireKnown(line, found);
            requireCount(line, found);
        }
        return line;
    }

    private void take(Iterator<String> words) {
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("--")) {
                words.forEachRemaining(others::add);
            } else if (isOption(word)) {
                takeOption(word, words);
            } else {
                others.add(word);
            }
        }
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1 && !NUMBER.matcher(word).matches();
    }

    private void takeOption(String word, Iterator<String> words) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = optionOrNull(name);
        if (option == null) {
            unknown.add(name);
        } else if (!option.takesValue()) {
            options.put(option.name(), "true");
        } else if (equals >= 0) {
            put(option, word.substring(equals + 1));
        } else if (words.hasNext()) {
            put(option, words.next());
        } else {
            unknown.add(name);
        }
    }

    /// The last value counts, where there may be one.
    private void put(Option option, String value) {
        options.merge(
                option.name(),
                value,
                (before, last) ->
                        option.kind() == Option.Kind.VALUES ? before + "\n" + last : last);
    }

    private @Nullable Option optionOrNull(String word) {
        boolean isLong = word.startsWith("--");
        String name = isLong ? word.substring(2).replace('_', '-') : word.substring(1);
        for (Option option : known) {
            if (isLong ? option.name().equals(name) : name.equals(option.letter())) {
                return option;
            }
        }
        return null;
    }

    private void requireKnown(Line line, Usage usage) {
        if (!unknown.isEmpty()) {
            throw invalid(
                    line,
                    usage,
                    "Error (argument validation): Invalid options for this command:\n"
                            + String.join(" : \n", unknown)
                            + " : ");
        }
    }

    private static void requireCount(Line line, Usage usage) {
        int count = line.arguments().size();
        if (count < usage.argumentsMin()) {
            throw invalidArguments(line, usage, "not enough arguments.");
        }
        if (count > usage.argumentsMax()) {
            throw invalidArguments(line, usage, "too many arguments.");
        }
    }

    /// What was given cannot be meant. With what was given, and how it should be.
    public static Refused invalidArguments(Line line, Usage usage, String problem) {
        return invalid(line, usage, "Error (argument validation): " + problem);
    }

    /// A value is none of those that there are. RabbitMQ's exit code for this is another one.
    public static Refused badArgument(Line line, Usage usage, String problem) {
        return invalid(
                ExitStatus.DATA,
                line,
                usage,
                "Error (argument validation): Bad argument: " + problem);
    }

    private static Refused invalid(Line line, Usage usage, String problem) {
        return invalid(ExitStatus.USAGE, line, usage, problem);
    }

    private static Refused invalid(ExitStatus status, Line line, Usage usage, String problem) {
        return Refused.plain(
                status,
                """
                %s
                Arguments given:
                \t%s

                \033[1mUsage\033[0m

                %s\
                """
                        .formatted(
                                problem,
                                String.join(" ", line.words()),
                                usage.synopsis(line.program())));
    }
}
