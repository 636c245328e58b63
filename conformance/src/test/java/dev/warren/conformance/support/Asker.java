package dev.warren.conformance.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who asks the HTTP API for something, and what RabbitMQ lets such a one do.
///
/// @param tag null for no login, empty for a user without tags
/// @param isIn whether it may enter the virtual host that is asked for
public record Asker(String name, @Nullable String tag, boolean isIn) {

    /// Without a login.
    public static final Asker NOBODY = new Asker("nobody", null, false);

    /// Tags of users; the empty one is a user without any.
    public static final List<String> TAGS =
            List.of("", "management", "policymaker", "monitoring", "administrator", "impersonator");

    /// Tags that let in; `impersonator` is for AMQP clients, and says nothing here.
    private static final List<String> MANAGERS =
            List.of("management", "policymaker", "monitoring", "administrator");

    /// Whether it has a right, by the word that stands for it in `rights.txt`.
    public boolean mayUse(String right) {
        boolean isAdministrator = "administrator".equals(tag);
        boolean isManager = tag != null && MANAGERS.contains(tag);
        return switch (right) {
            case "everybody" -> true;
            case "management" -> isManager;
            case "entering" -> isManager && isIn;
            case "entering-or-monitoring" -> isManager && (isIn || mayUse("monitoring"));
            case "policymaker" -> (isAdministrator || "policymaker".equals(tag)) && isIn;
            case "policymaker-anywhere" -> isAdministrator || "policymaker".equals(tag);
            case "monitoring" -> isAdministrator || "monitoring".equals(tag);
            case "administrator" -> isAdministrator;
            case "owner" -> false;
            default -> throw new IllegalArgumentException(right);
        };
    }
}
