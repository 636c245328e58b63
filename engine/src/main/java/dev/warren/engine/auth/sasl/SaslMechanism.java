package dev.warren.engine.auth.sasl;

/// A mechanism by the name that `connection.start` offers; itself the beginning of its dialogue.
public interface SaslMechanism extends SaslDialogue {

    /// `PLAIN`
    String name();
}
