package dev.warren.engine.topology.durable;

/// A record that cannot be read: damaged, or written by a newer version. The text says which.
///
/// Reading must not go on behind it: what follows may rest on it.
public final class TopologyFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopologyFormatException(String text) {
        super(text);
    }

    TopologyFormatException(String text, Throwable cause) {
        super(text, cause);
    }
}
