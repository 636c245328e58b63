package dev.warren.management.http;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// In what form a route answers. A client whose `Accept` leaves it out gets 406.
public enum Offer {
    JSON("application/json", "application/bigint-stringified-json"),
    EVENTS("text/event-stream"),
    TEXT("text/plain"),
    PAGE("text/html");

    private static final String ANYTHING = "*/*";

    private final String type;
    private final String anyOfItsKind;
    private final String otherName;

    Offer(String type) {
        this(type, type);
    }

    Offer(String type, String otherName) {
        this.type = type;
        this.anyOfItsKind = type.substring(0, type.indexOf('/')) + "/*";
        this.otherName = otherName;
    }

    /// As a `Content-Type` names it.
    public String type() {
        return type;
    }

    /// Whether a client that says so can read it; one that says nothing can. How much it likes each
    /// type (`q`) does not count: there is one form only.
    boolean suits(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String wanted = accept.toLowerCase(Locale.ROOT);
        return Stream.of(ANYTHING, anyOfItsKind, type, otherName).anyMatch(wanted::contains);
    }
}
