package dev.warren.server;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
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
import java.util.Base64;

/// What a node begins with: what was kept, or on a new one a virtual host and a user who may do
/// everything in it, and in both cases the definitions that the configuration names. A new node
/// with definitions has nothing but these. Virtual hosts that are new begin with what [NewVhosts]
/// gives them.
final class FirstTopology {

    /// The global parameter by which tools tell clusters apart.
    private static final String CLUSTER_ID = "internal_cluster_id";

    private static final String CLUSTER_ID_BEGINNING = "rabbitmq-cluster-id-";
    private static final int CLUSTER_ID_BYTES = 16;

    private FirstTopology() {}

    /// The topology to start with, where `kept` is what was there before.
    static Topology of(ServerConfiguration configuration, Topology kept) throws StartupException {
        return withClusterId(NewVhosts.of(configuration).fill(kept, told(configuration, kept)));
    }

    /// A node that has no identity yet gets one, for good.
    private static Topology withClusterId(Topology topology) {
        if (topology.parameters().containsKey(CLUSTER_ID)) {
            return topology;
        }
        byte[] random = new byte[CLUSTER_ID_BYTES];
        new SecureRandom().nextBytes(random);
        String id =
                CLUSTER_ID_BEGINNING
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return after(
                topology,
                new TopologyCommand.SetGlobalParameter(
                        CLUSTER_ID, new FieldValue.LongText(Bytes.of(id))));
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
