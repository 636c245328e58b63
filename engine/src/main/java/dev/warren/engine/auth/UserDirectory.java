package dev.warren.engine.auth;

import org.jspecify.annotations.Nullable;

/// Finds users as they are now: in the server, the topology's current snapshot.
@FunctionalInterface
public interface UserDirectory {

    @Nullable User userOrNull(String name);
}
