package dev.warren.amqp.connection;

/// Where a connection is in its life.
///
/// ```
///   HANDSHAKE ──open──> RUNNING ──close or error──> CLOSING ──close-ok, time-out──> CLOSED
/// ```
enum ConnectionState {
    HANDSHAKE,
    RUNNING,
    /// One side has said close; the answer is due.
    CLOSING,
    CLOSED;

    boolean isEnding() {
        return this == CLOSING || this == CLOSED;
    }
}
