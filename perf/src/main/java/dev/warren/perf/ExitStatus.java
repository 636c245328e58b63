package dev.warren.perf;

/// How the process ends.
enum ExitStatus {
    OK(0),
    /// The broker refused, went away, or stalled.
    BROKER(1),
    /// The command line was not understood.
    USAGE(64);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
