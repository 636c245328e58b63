package dev.warren.links.remote;

/// A text is no AMQP URI. The reason never holds the text, which may hold a password.
public final class UriSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    UriSyntaxException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
