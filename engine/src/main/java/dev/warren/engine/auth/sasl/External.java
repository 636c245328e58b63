package dev.warren.engine.auth.sasl;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.Proof;
import org.jspecify.annotations.Nullable;

/// `EXTERNAL` (RFC 4422): the client is who its verified certificate says. What it sends is read
/// over, as in RabbitMQ: it cannot become somebody else.
public final class External implements SaslMechanism {

    public static final String NAME = "EXTERNAL";

    /// What the certificate says; null while no client is known.
    private final @Nullable String user;

    External(@Nullable String user) {
        this.user = user;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SaslStep step(Bytes response) {
        String certified = user;
        return certified == null
                ? new SaslStep.Malformed("no certificate was verified")
                : new SaslStep.Attempt(certified, new Proof.Certificate());
    }
}
