package dev.warren.cli.line;

/// How the programs end: RabbitMQ's numbers, which are those of `sysexits.h`.
public enum ExitStatus {
    OK(0),
    /// The line was not understood, or names something that is not there.
    USAGE(64),
    /// What was given is refused by the node.
    DATA(65),
    /// A user, a virtual host or a file is not there.
    NO_USER(67),
    /// The node cannot be reached, or refuses.
    UNAVAILABLE(69),
    SOFTWARE(70),
    /// The node did not answer in time.
    TEMPORARY(75),
    /// The configuration is not what it should be.
    CONFIGURATION(78);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
