package dev.warren.engine.auth;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// A user of the broker. Tags say what it may do beside messaging; they stay in the order in which
/// they were given, because clients compare them.
public record User(String name, PasswordHash passwordHash, Set<String> tags, UserLimits limits) {

    public static final String ADMINISTRATOR = "administrator";
    public static final String IMPERSONATOR = "impersonator";

    public User {
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /// A user without limits.
    public User(String name, PasswordHash passwordHash, Set<String> tags) {
        this(name, passwordHash, tags, UserLimits.NONE);
    }

    public boolean hasTag(String tag) {
        return tags.contains(tag);
    }

    public User with(PasswordHash changed) {
        return new User(name, changed, tags, limits);
    }

    public User withTags(Set<String> changed) {
        return new User(name, passwordHash, changed, limits);
    }

    public User with(UserLimits changed) {
        return new User(name, passwordHash, tags, changed);
    }
}
