package dev.warren.server;

import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.topology.ClusterId;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.management.definitions.DefinitionsException;
import dev.warren.management.definitions.DefinitionsImport;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.DefaultUser;
import dev.warren.server.links.NodeClients;
import java.nio.file.Path;
import java.security.SecureRandom;

/// What a node begins with: what was kept, or on a new one a virtual host and a user who may do
/// everything in it, and in both cases the definitions that the configuration names. A new node
/// with definitions has nothing but these, and an identity. Virtual hosts that are new begin with
/// what [NewVhosts] gives them.
final class FirstTopology {

    private FirstTopology() {}

    /// The topology to start with, where `kept` is what was there before.
    static Topology of(ServerConfiguration configuration, Topology kept) throws StartupException {
        return ClusterId.given(
                NewVhosts.of(configuration).fill(kept, told(configuration, kept)),
                new SecureRandom());
    }

    private static Topology told(ServerConfiguration configuration, Topology kept)
            throws StartupException {
        boolean isNew = kept.vhosts().isEmpty() && kept.users().isEmpty();
        Path definitions = configuration.identity().definitions();
        if (definitions == null) {
            return isNew ? of(configuration.login().defaultUser()) : kept;
        }
        try {
            return new DefinitionsImport(configuration.login().passwords(), NodeClients.CHECKS)
                    .into(kept, definitions);
        } catch (DefinitionsException e) {
            throw new StartupException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static Topology of(DefaultUser first) {
        PasswordHash hash = PasswordHash.of(first.password().text(), new SecureRandom());
        Permission permission =
                Permission.of(
                        first.permissions().configure(),
                        first.permissions().write(),
                        first.permissions().read());
        Topology topology = Topology.EMPTY;
        topology =
                after(
                        topology,
                        new TopologyCommand.AddVhost(VirtualHostDefinition.of(first.vhost())));
        topology =
                after(
                        topology,
                        new TopologyCommand.AddUser(new User(first.name(), hash, first.tags())));
        return after(
                topology,
                new TopologyCommand.SetPermissions(first.vhost(), first.name(), permission));
    }

    private static Topology after(Topology before, TopologyCommand command) {
        return TopologyMachine.apply(before, command).topology();
    }
}
