package dev.warren.links;

/// A link cannot go on. The text is for people, and goes into logs and answers: whoever makes one
/// keeps secrets out of it.
public final class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    public LinkException(String text) {
        super(text);
    }

    /// What has caused it is for debugging; only the text is shown.
    public LinkException(String text, Throwable cause) {
        super(text, cause);
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
