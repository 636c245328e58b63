package dev.warren.links.remote;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Lets this broker's own links in, for URIs without a host. No other client comes in here.
@FunctionalInterface
public interface LocalDoor {

    /// Where to connect and what to log in with. The secret lives in memory only and dies with the
    /// process.
    record Key(String host, int port, String user, String secret) {

        /// Keeps the secret out of logs.
        @Override
        public String toString() {
            return "Key[" + host + ":" + port + ", user=" + user + "]";
        }
    }

    /// Opens the door if it is not open yet. Any thread that may wait.
    ///
    /// @param user who comes in, with the rights of that user; null for the broker itself, which
    ///   may do anything
    Key open(@Nullable String user) throws IOException;
}
