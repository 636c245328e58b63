package dev.warren.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A command that RabbitMQ has, and the programs that know it there.
record KnownCommand(String name, List<Program> programs) {

    /// All of them, from the list beside this class.
    static List<KnownCommand> all() {
        try (InputStream in = KnownCommand.class.getResourceAsStream("all-commands.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownCommand::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownCommand of(String line) {
        String[] parts = line.split(": ", 2);
        return new KnownCommand(
                parts[0],
                Stream.of(parts[1].split(" "))
                        .map(name -> Objects.requireNonNull(Program.byNameOrNull(name), name))
                        .toList());
    }
}
