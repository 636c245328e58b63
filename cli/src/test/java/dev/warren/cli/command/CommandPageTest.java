package dev.warren.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page about the command line lists what there is, and what there is not.
class CommandPageTest {

    private static final Path PAGE = Path.of("../docs/user/command-line.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    /// The names in the second column of a section's table.
    private static Set<String> named(String section) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n## " + section + "\n");
        assertThat(begin).as(section).isPositive();
        int end = page.indexOf("\n## ", begin + 1);
        Set<String> names = new TreeSet<>();
        for (String line : page.substring(begin, end).lines().toList()) {
            if (line.startsWith("| ")) {
                Matcher matcher =
                        NAME.matcher(line.substring(line.lastIndexOf("| ", line.length() - 2)));
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        }
        return names;
    }

    /// Of all programs but `warren`, whose words are its own.
    private static Set<String> commands(boolean isRefused) {
        return Stream.of(Program.values())
                .filter(program -> program != Program.WARREN)
                .flatMap(program -> Commands.of(program).stream())
                .filter(command -> command.summary().startsWith(Unsupported.REFUSED) == isRefused)
                .map(Command::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatIsDoneIsListed() throws IOException {
        assertThat(named("All commands")).isEqualTo(commands(false));
    }

    @Test
    void whatCannotBeIsListedWithItsReason() throws IOException {
        assertThat(named("Commands that cannot be here")).isEqualTo(commands(true));
        String page = Files.readString(PAGE);
        Stream.of(Program.values())
                .flatMap(program -> Commands.of(program).stream())
                .map(Command::summary)
                .filter(summary -> summary.startsWith(Unsupported.REFUSED))
                .forEach(summary ->
                        assertThat(page)
                                .contains(
                                        "| "
                                                + summary.substring(Unsupported.REFUSED.length())
                                                + " |"));
    }
}
