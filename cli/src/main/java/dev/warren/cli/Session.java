package dev.warren.cli;

import dev.warren.cli.command.Call;
import dev.warren.cli.command.Command;
import dev.warren.cli.command.Commands;
import dev.warren.cli.command.Program;
import dev.warren.cli.format.Formatter;
import dev.warren.cli.format.Formatter.NoWords;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.http.NodeFile;
import dev.warren.cli.http.WantedNode;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.LineReader;
import dev.warren.cli.line.Refused;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One run of one program: read the line, look, say what is done, do it, show what came of it.
final class Session {

    /// How long the node may take for an answer where the line does not say.
    private static final long ANSWER_SECONDS = 60;

    private final Program program;
    private final Map<String, String> environment;
    private final InputStream in;
    private final Console console;

    Session(Program program, Map<String, String> environment, InputStream in, Console console) {
        this.program = program;
        this.environment = environment;
        this.in = in;
        this.console = console;
    }

    ExitStatus run(List<String> words) {
        try {
            Line line =
                    LineReader.read(
                            program.text(),
                            words,
                            name -> {
                                Command found = Commands.byNameOrNull(program, name);
                                return found == null ? null : found.usage();
                            });
            run(helped(line));
            return ExitStatus.OK;
        } catch (Refused e) {
            console.complain(e.text());
            return e.status();
        } catch (NoWords e) {
            console.complain(e.getMessage() + "\n");
            return ExitStatus.SOFTWARE;
        }
    }

    /// `--help` and `--version` are commands too.
    private static Line helped(Line line) {
        if (line.has("version") && line.command().isEmpty()) {
            return new Line(line.program(), line.words(), "version", List.of(), line.options());
        }
        if (!line.has("help") || line.command().equals("help")) {
            return line;
        }
        List<String> about = line.command().isEmpty() ? List.of() : List.of(line.command());
        return new Line(line.program(), line.words(), "help", about, line.options());
    }

    private void run(Line line) {
        Command command = Commands.byNameOrNull(program, line.command());
        if (command == null) {
            throw Commands.unknown(program, line.command());
        }
        Formatter formatter = formatter(line);
        command.action().check(line, command.usage());
        Duration answerMax =
                Duration.ofSeconds(Math.max(1, line.number("timeout", ANSWER_SECONDS)));
        Api api =
                new Api(
                        NodeFile.of(line.optionOrNull("data-dir"), environment),
                        WantedNode.of(line.optionOrNull("node"), environment),
                        answerMax);
        boolean hasBanner = !line.isQuiet() && formatter.hasBanner();
        Announcement announcement =
                new Announcement(console, hasBanner ? command.banner(line, api.node()) : "");
        if (command.speaksFirst()) {
            announcement.make();
        } else {
            api.whenHeard(announcement::make);
        }
        Outcome outcome = command.action().run(new Call(line, api, in, announcement::thenPrint));
        announcement.thenPrint(formatter.show(outcome, line.hasHeaders()));
    }

    private static Formatter formatter(Line line) {
        Formatter formatter = Formatter.byNameOrNull(line.formatter());
        if (formatter == null) {
            throw Refused.error(
                    ExitStatus.USAGE,
                    "there is no formatter '%s' here: use table, pretty_table, json or csv"
                            .formatted(line.formatter()));
        }
        return formatter;
    }
}
