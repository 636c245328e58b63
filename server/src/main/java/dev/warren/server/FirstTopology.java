package dev.warren.server;

import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.server.config.ServerConfiguration.DefaultUser;
import java.security.SecureRandom;

/// What a new node begins with: one virtual host, and one user who may do everything in it.
final class FirstTopology {

    private FirstTopology() {}

    static Topology of(DefaultUser first) {
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
