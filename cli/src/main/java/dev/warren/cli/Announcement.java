package dev.warren.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/// The line that says what is about to be done, printed at most once, by whichever thread comes
/// first.
final class Announcement {

    private final Console console;
    private final String text;
    private final AtomicBoolean isMade = new AtomicBoolean();

    /// @param text empty for nothing
    Announcement(Console console, String text) {
        this.console = console;
        this.text = text;
    }

    void make() {
        if (!text.isEmpty() && !isMade.getAndSet(true)) {
            console.print(text + "\n");
        }
    }

    /// Something else that is printed; never before this.
    void thenPrint(String more) {
        make();
        console.print(more);
    }
}
