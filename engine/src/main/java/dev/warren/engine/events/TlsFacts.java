package dev.warren.engine.events;

import org.jspecify.annotations.Nullable;

/// How a connection is protected by TLS, in RabbitMQ's words.
///
/// @param protocol `tlsv1.3`
/// @param certificate the client's, when it has shown one and it was verified
public record TlsFacts(String protocol, Suite suite, @Nullable Certificate certificate) {

    /// What was agreed on: `ecdhe_rsa`, `aes_256_gcm`, `aead`. TLS 1.3 agrees on keys apart from
    /// the suite, which is `any`.
    public record Suite(String keyExchange, String cipher, String hash) {}

    /// @param subject as RFC 4514 writes it: `CN=client,O=example`
    /// @param issuer in the same way
    /// @param validity `2026-01-01T00:00:00Z - 2027-01-01T00:00:00Z`
    public record Certificate(String subject, String issuer, String validity) {}
}
