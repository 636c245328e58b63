package dev.warren.engine.auth.sasl;

import dev.warren.codec.value.Bytes;

/// A SASL exchange waiting for the client's next response. Immutable: a step gives the next one.
@FunctionalInterface
public interface SaslDialogue {

    SaslStep step(Bytes response);
}
