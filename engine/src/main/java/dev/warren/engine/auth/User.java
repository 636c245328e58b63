package dev.warren.engine.auth;

import java.util.Set;

/// A user of the broker. Tags say what it may do beside messaging.
public record User(String name, PasswordHash passwordHash, Set<String> tags) {

    public static final String ADMINISTRATOR = "administrator";
    public static final String IMPERSONATOR = "impersonator";

    public User {
        tags = Set.copyOf(tags);
    }

    public boolean hasTag(String tag) {
        return tags.contains(tag);
    }
}
