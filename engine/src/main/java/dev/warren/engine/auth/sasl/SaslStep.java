package dev.warren.engine.auth.sasl;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.Proof;

/// What follows from a client's response.
public sealed interface SaslStep {

    /// Send this in `connection.secure`; the answer goes to `next`.
    record Challenge(Bytes challenge, SaslDialogue next) implements SaslStep {}

    /// The client has said who it is: now check it.
    record Attempt(String user, Proof proof) implements SaslStep {

        /// With a password.
        public Attempt(String user, Bytes password) {
            this(user, new Proof.Password(password));
        }

        /// Keeps the password out of logs.
        @Override
        public String toString() {
            return "Attempt[user=" + user + "]";
        }
    }

    /// The response makes no sense: 502 with this text, on the connection.
    record Malformed(String text) implements SaslStep {}
}
