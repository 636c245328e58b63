package dev.warren.server;

/// The node cannot start. The message is the one line that the person who starts it reads.
public final class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public StartupException(ExitCode code, String text) {
        super(text);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
