package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.LineReader;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// All that is declared, to a file and back.
final class Definitions {

    private static final String STANDARD = "-";

    private Definitions() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.DEFINITIONS,
                                "export_definitions",
                                "<file_path | \"-\"> [--format <json | erlang>]",
                                1,
                                1,
                                "Exports definitions in JSON or compressed Erlang Term Format.",
                                "Exporting definitions in JSON to a file at \"{file}\" ...",
                                new Checked(Definitions::export))
                        .with(Option.value("format")),
                ctl(
                                Group.DEFINITIONS,
                                "import_definitions",
                                "<file_path | \"-\"> [--format <json | erlang>] [--skip-if-unchanged]",
                                0,
                                1,
                                "Imports definitions in JSON or compressed Erlang Term Format.",
                                "Importing definitions in JSON from a file at \"{file}\" ...",
                                new Checked(Definitions::restore))
                        .with(Option.value("format"), Option.flag("skip-if-unchanged")));
    }

    /// JSON is the one format there is.
    private record Checked(Action action) implements Action {

        @Override
        public void check(Line line, Usage usage) {
            if (!line.option("format", "json").equalsIgnoreCase("json")) {
                throw LineReader.invalidArguments(line, usage, "Format should be json");
            }
        }

        @Override
        public Outcome run(Call call) {
            return action.run(call);
        }
    }

    private static Outcome export(Call call) {
        String file = call.argument(0);
        String text = call.api().get("definitions").toString();
        if (file.equals(STANDARD)) {
            return new Outcome.Raw(text + "\n");
        }
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException e) {
            throw Refused.error(
                    ExitStatus.SOFTWARE, "Could not write to file " + file + ": " + e.getMessage());
        }
        return call.done();
    }

    private static Outcome restore(Call call) {
        String file = call.line().arguments().isEmpty() ? STANDARD : call.argument(0);
        JsonNode definitions = Call.json(text(call, file));
        Api.expect(call.api().post(definitions, "definitions"));
        return Outcome.value(
                call.node(),
                "Successfully started definition import. This process is asynchronous and can take some time.\n");
    }

    private static String text(Call call, String file) {
        try {
            return file.equals(STANDARD)
                    ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw Refused.error(
                    ExitStatus.DATA, "Parent directory or file " + file + " does not exist");
        } catch (IOException e) {
            throw Refused.error(
                    ExitStatus.SOFTWARE,
                    "Could not read from file " + file + ": " + e.getMessage());
        }
    }
}
