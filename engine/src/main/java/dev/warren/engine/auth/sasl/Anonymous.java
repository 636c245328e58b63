package dev.warren.engine.auth.sasl;

import dev.warren.codec.value.Bytes;

/// `ANONYMOUS` (RFC 4505): whoever comes is the configured user. What the client sends is a trace,
/// and read over.
public final class Anonymous implements SaslMechanism {

    public static final String NAME = "ANONYMOUS";

    private final String user;
    private final Bytes password;

    public Anonymous(String user, Bytes password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SaslStep step(Bytes response) {
        return new SaslStep.Attempt(user, password);
    }
}
