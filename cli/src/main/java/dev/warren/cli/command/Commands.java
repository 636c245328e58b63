package dev.warren.cli.command;

import dev.warren.cli.line.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of all commands of all programs.
public final class Commands {

    private Commands() {}

    private static Stream<Command> all() {
        return Stream.of(
                        Help.commands(),
                        Lifecycle.commands(),
                        Users.commands(),
                        Permissions.commands(),
                        Topology.commands(),
                        Clients.commands(),
                        Status.commands(),
                        Health.commands(),
                        Alarms.commands(),
                        Listeners.commands(),
                        Facts.commands(),
                        Report.commands(),
                        Parameters.commands(),
                        Policies.commands(),
                        Vhosts.commands(),
                        Limits.commands(),
                        Settings.commands(),
                        Definitions.commands(),
                        Features.commands(),
                        Plugins.commands(),
                        Messages.commands(),
                        Federation.commands(),
                        Shovels.commands(),
                        PasswordHash.commands(),
                        Logs.commands(),
                        EventFeed.commands(),
                        Tls.commands(),
                        Machine.commands(),
                        NetworkInterfaces.commands(),
                        Logins.commands(),
                        Maintenance.commands(),
                        StoreChecks.commands(),
                        Deprecations.commands(),
                        QueuePeek.commands(),
                        Unsupported.commands())
                .flatMap(List::stream);
    }

    static List<Command> of(Program program) {
        return all().filter(command -> command.isOf(program)).toList();
    }

    public static @Nullable Command byNameOrNull(Program program, String name) {
        return all().filter(command -> command.isOf(program) && command.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// Says that there is no such command, or that none was given.
    public static Refused unknown(Program program, String name) {
        return name.isEmpty() ? Help.missing(program) : Help.unknown(program, name);
    }
}
