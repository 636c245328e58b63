package dev.warren.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the programs write to, in UTF-8 wherever they run.
final class Console {

    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, false, StandardCharsets.UTF_8);
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void complain(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
        err.flush();
    }
}
