package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainServerLineTest {

    private static ServerOptions byPicocli(String[] arguments) {
        var parsed = new CommandLine(CommandLineModel.warren("1")).parseArgs(arguments);
        return CommandLineModel.options(parsed.subcommand());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server",
                "server --data-dir d",
                "server --config c.conf --data-dir /x/y",
                "server --set a=1 --set b=x=2 --data-dir d --set c=",
                "server --set a --set 'b'",
            })
    void plainLineIsReadAsPicocliReadsIt(String line) {
        String[] arguments = line.split(" ");

        assertThat(PlainServerLine.optionsOrNull(arguments)).isEqualTo(byPicocli(arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "start",
                "server --help",
                "server --data-dir=d",
                "server --data-dir",
                "server --data-dir --help",
                "server --nonsense x",
                "server --data-dir a --data-dir b",
                "server --config a --config b",
                "server --set @file",
                "server d",
                "server -- d",
            })
    void whateverIsNotPlainIsLeftToPicocli(String line) {
        assertThat(PlainServerLine.optionsOrNull(line.split(" "))).isNull();
    }

    @Test
    void emptyLineAndEmptyValueAreNotPlain() {
        assertThat(PlainServerLine.optionsOrNull(new String[0])).isNull();
        assertThat(PlainServerLine.optionsOrNull(new String[] {"server", "--data-dir", ""}))
                .isNull();
    }
}
