package dev.warren.engine.auth;

import dev.warren.codec.value.Bytes;

/// By what somebody proves who they are.
public sealed interface Proof {

    /// Whether this proves it to whoever keeps that hash.
    boolean satisfies(PasswordHash hash);

    /// A password, still to be checked.
    record Password(Bytes bytes) implements Proof {

        @Override
        public boolean satisfies(PasswordHash hash) {
            return hash.matches(bytes);
        }

        /// Keeps the password out of logs.
        @Override
        public String toString() {
            return "Password";
        }
    }

    /// A client certificate with this name in it, which the TLS handshake has verified. Nothing is
    /// left to check but whether the user exists.
    record Certificate() implements Proof {

        @Override
        public boolean satisfies(PasswordHash hash) {
            return true;
        }
    }
}
