package dev.warren.engine.auth;

/// How a [Question] was answered.
public sealed interface Verdict {

    Verdict ALLOWED = new Allowed();
    Verdict REFUSED = new Refused();

    record Allowed() implements Verdict {}

    record Refused() implements Verdict {}

    /// There was no answer, which refuses. The text names the back end and what went wrong, and is
    /// told to the client.
    record Failed(String text) implements Verdict {}

    static Verdict of(boolean isAllowed) {
        return isAllowed ? ALLOWED : REFUSED;
    }
}
