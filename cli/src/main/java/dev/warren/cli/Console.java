package dev.warren.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the programs write to, in UTF-8 wherever they run.
final class Console {

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, false, StandardCharsets.UTF_8);

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void complain(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
        err.flush();
    }
}
