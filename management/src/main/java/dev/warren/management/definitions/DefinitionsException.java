package dev.warren.management.definitions;

/// Definitions that cannot be imported. The message is for the person who wrote them.
public final class DefinitionsException extends Exception {

    private static final long serialVersionUID = 1L;

    DefinitionsException(String text) {
        super(text);
    }

    DefinitionsException(String text, Throwable cause) {
        super(text, cause);
    }
}
