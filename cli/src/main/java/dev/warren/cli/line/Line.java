package dev.warren.cli.line;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command line that was understood.
///
/// @param program the name it was started by
/// @param words all that was given
/// @param command empty when there is none
/// @param options by name without dashes; a flag has the value `true`
public record Line(
        String program,
        List<String> words,
        String command,
        List<String> arguments,
        Map<String, String> options) {

    private static final String DEFAULT_VHOST = "/";

    public Line {
        words = List.copyOf(words);
        arguments = List.copyOf(arguments);
        options = Map.copyOf(options);
    }

    public String argument(int index) {
        return arguments.get(index);
    }

    public @Nullable String argumentOrNull(int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    /// The arguments from one on.
    public List<String> rest(int from) {
        return from < arguments.size() ? arguments.subList(from, arguments.size()) : List.of();
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public @Nullable String optionOrNull(String option) {
        return options.get(option);
    }

    public String option(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    /// The virtual host of `-p`.
    public String vhost() {
        return option("vhost", DEFAULT_VHOST);
    }

    /// Whether the line that says what is done is left out.
    public boolean isQuiet() {
        return has("quiet") || has("silent");
    }

    public boolean hasHeaders() {
        return !has("silent") && !has("no-table-headers");
    }

    public String formatter() {
        return option("formatter", "");
    }

    /// A whole number of 0 or more. 64 when it is anything else.
    public long number(String option, long otherwise) {
        String text = optionOrNull(option);
        return text == null ? otherwise : numberOf(text, "--" + option);
    }

    /// An argument as a whole number of 0 or more.
    public long numberAt(int index, String name) {
        return numberOf(argument(index), name);
    }

    private static long numberOf(String text, String name) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notANumber(text, name);
        }
        throw notANumber(text, name);
    }

    private static Refused notANumber(String text, String name) {
        return Refused.plain(
                ExitStatus.USAGE, "Error: " + name + " takes a number, not '" + text + "'");
    }
}
