package dev.warren.engine.auth;

import org.jspecify.annotations.Nullable;

/// How a login turned out.
public sealed interface Login {

    /// @param authorizer who knows the user's rights; null when they are the broker's own
    record Accepted(User user, @Nullable Authorizer authorizer) implements Login {

        /// With the broker's own rights.
        public Accepted(User user) {
            this(user, null);
        }
    }

    /// The reason is for the log. The client is told only that the login was refused.
    record Refused(String reason) implements Login {}
}
