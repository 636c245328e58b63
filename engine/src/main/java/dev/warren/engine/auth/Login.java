package dev.warren.engine.auth;

/// How a login turned out.
public sealed interface Login {

    record Accepted(User user) implements Login {}

    /// The reason is for the log. The client is told only that the login was refused.
    record Refused(String reason) implements Login {}
}
