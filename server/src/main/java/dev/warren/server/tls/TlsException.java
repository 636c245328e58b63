package dev.warren.server.tls;

import java.nio.file.Path;

/// Material for TLS that cannot be used. The text names the key, the file and the reason, and never
/// a secret.
public final class TlsException extends Exception {

    private static final long serialVersionUID = 1L;

    TlsException(String key, String reason) {
        super("'" + key + "': " + reason);
    }

    TlsException(String key, Path file, String reason) {
        super("'" + key + "', file " + file + ": " + reason);
    }
}
