package dev.warren.cli.line;

/// The command has failed; its text goes to the standard error.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What RabbitMQ's programs write above most errors.
    private static final String HEAD = "Error:\n";

    private final ExitStatus status;
    private final String text;

    private Refused(ExitStatus status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    /// Below a line that says `Error:`.
    public static Refused error(ExitStatus status, String text) {
        return new Refused(status, HEAD + text);
    }

    /// As it is.
    public static Refused plain(ExitStatus status, String text) {
        return new Refused(status, text);
    }

    public ExitStatus status() {
        return status;
    }

    public String text() {
        return text;
    }
}
