package dev.warren.engine.auth;

import dev.warren.codec.value.Bytes;

/// Someone says who they are, from this machine (loopback) or from elsewhere.
public record LoginAttempt(String user, Proof proof, boolean fromLoopback) {

    /// With a password.
    public LoginAttempt(String user, Bytes password, boolean fromLoopback) {
        this(user, new Proof.Password(password), fromLoopback);
    }

    /// Keeps the password out of logs.
    @Override
    public String toString() {
        return "LoginAttempt[user=" + user + ", fromLoopback=" + fromLoopback + "]";
    }
}
