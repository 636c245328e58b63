package dev.warren.server.config;

import dev.warren.engine.topology.policy.Policy;
import dev.warren.server.config.ServerConfiguration.Permissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a virtual host is given when it is created, by its name: the first limits that fit, all
/// operator policies and all users.
public record NewVhostDefaults(
        List<Limits> limits, List<OperatorPolicy> policies, List<NewUser> users) {

    public NewVhostDefaults {
        limits = List.copyOf(limits);
        policies = List.copyOf(policies);
        users = List.copyOf(users);
    }

    public boolean isEmpty() {
        return limits.isEmpty() && policies.isEmpty() && users.isEmpty();
    }

    /// For virtual hosts in whose name the pattern is found. Null is any number.
    public record Limits(
            Pattern vhosts, @Nullable Integer connectionsMax, @Nullable Integer queuesMax) {}

    public record OperatorPolicy(Pattern vhosts, Policy policy) {}

    /// A user who is created if there is none of this name, and in any case gets the rights.
    /// Without a password nobody can log in as that user by one.
    public record NewUser(
            Pattern vhosts,
            String name,
            @Nullable Secret password,
            Set<String> tags,
            Permissions permissions) {
        public NewUser {
            tags = Set.copyOf(tags);
        }
    }
}
