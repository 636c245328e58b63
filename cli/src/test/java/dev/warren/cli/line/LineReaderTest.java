package dev.warren.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final Usage SET_POLICY =
            new Usage(
                    "set_policy",
                    "<name> <pattern> <definition>",
                    3,
                    3,
                    List.of(Option.value("priority"), Option.values("argument")),
                    false);

    private static Line read(String... words) {
        return LineReader.read(
                "rabbitmqctl",
                List.of(words),
                name -> name.equals("set_policy") ? SET_POLICY : null);
    }

    @Test
    void optionsMayStandAnywhere() {
        Line line =
                read(
                        "-n",
                        "a@b",
                        "set_policy",
                        "p1",
                        "--priority",
                        "3",
                        "^a",
                        "-q",
                        "{}",
                        "-p",
                        "v");

        assertThat(line.command()).isEqualTo("set_policy");
        assertThat(line.arguments()).containsExactly("p1", "^a", "{}");
        assertThat(line.option("priority", "0")).isEqualTo("3");
        assertThat(line.vhost()).isEqualTo("v");
        assertThat(line.isQuiet()).isTrue();
    }

    @Test
    void valuesMayFollowAnEqualsSign() {
        assertThat(read("set_policy", "a", "b", "c", "--priority=7").option("priority", ""))
                .isEqualTo("7");
    }

    @Test
    void repeatedValuesAreLines() {
        Line line = read("set_policy", "a", "b", "c", "--argument", "x=1", "--argument", "y=2");

        assertThat(line.option("argument", "")).isEqualTo("x=1\ny=2");
    }

    @Test
    void negativeNumbersAndWhatFollowsTwoDashesAreArguments() {
        assertThat(read("set_policy", "-1", "--", "-q", "--x").arguments())
                .containsExactly("-1", "-q", "--x");
    }

    @Test
    void aVirtualHostIsTheSlashUnlessItIsNamed() {
        assertThat(read("set_policy", "a", "b", "c").vhost()).isEqualTo("/");
    }

    @Test
    void tooFewArgumentsAreToldWithTheUsage() {
        assertThatThrownBy(() -> read("set_policy", "p1", "--formatter", "csv"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
                            assertThat(refused.text())
                                    .isEqualTo(
                                            """
                                            Error (argument validation): not enough arguments.
                                            Arguments given:
                                            \tset_policy p1 --formatter csv

                                            \033[1mUsage\033[0m

                                            rabbitmqctl [--node <node>] [--longnames] [--quiet] set_policy <name> <pattern> <definition>\
                                            """);
                        });
    }

    @Test
    void tooManyArgumentsAndUnknownOptionsAreToldToo() {
        assertThatThrownBy(() -> read("set_policy", "a", "b", "c", "d"))
                .hasMessageStartingWith("Error (argument validation): too many arguments.\n");
        assertThatThrownBy(() -> read("set_policy", "a", "b", "c", "--bogus"))
                .hasMessageStartingWith(
                        "Error (argument validation): Invalid options for this command:\n--bogus : \n");
    }

    @Test
    void whoAsksForHelpNeedsNoArguments() {
        assertThat(read("set_policy", "--help").has("help")).isTrue();
    }

    @Test
    void anUnknownCommandIsLeftToTheCaller() {
        assertThat(read("nonsense", "-x").command()).isEqualTo("nonsense");
        assertThat(read().command()).isEmpty();
    }

    @Test
    void numbersAreChecked() {
        Line line = read("set_policy", "5", "x", "y", "--priority", "low");

        assertThat(line.numberAt(0, "<n>")).isEqualTo(5);
        assertThatThrownBy(() -> line.numberAt(1, "<n>")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> line.number("priority", 0)).isInstanceOf(Refused.class);
    }
}
