package dev.warren.conformance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// One line of `every-command.txt`: how a command is called, and how what it prints begins.
///
/// @param words the name of the command first
record KnownCall(String program, List<String> words, String begins) {

    private static final String ARROW = " =>";

    /// All that every node can do at any time, in their order.
    static List<KnownCall> all() throws IOException {
        return lines("every-command.txt").stream().map(KnownCall::of).toList();
    }

    /// The lines of a resource beside the chapters, without empty ones and comments.
    static List<String> lines(String resource) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(KnownCall.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }

    static KnownCall of(String line) {
        int arrow = line.indexOf(ARROW);
        String begins = line.substring(arrow + ARROW.length()).strip();
        List<String> all =
                Arrays.stream(line.substring(0, arrow).split(" "))
                        .map(word -> word.equals("''") ? "" : word)
                        .toList();
        return new KnownCall(
                all.getFirst(),
                all.subList(1, all.size()),
                begins.replace("{node}", WarrenProcess.NODE));
    }

    String name() {
        return words.getFirst();
    }

    /// The same command of another program.
    KnownCall by(String other) {
        return new KnownCall(other, words, begins);
    }
}
