package dev.warren.engine.auth;

import java.util.Locale;

/// What one may be allowed to do with a queue or an exchange.
public enum Right {
    CONFIGURE,
    WRITE,
    READ;

    /// As permissions and error texts have it: `configure`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
