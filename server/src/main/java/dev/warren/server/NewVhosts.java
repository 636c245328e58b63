package dev.warren.server;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.PolicyCheck;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.server.config.NewVhostDefaults;
import dev.warren.server.config.NewVhostDefaults.Limits;
import dev.warren.server.config.NewVhostDefaults.NewUser;
import dev.warren.server.config.NewVhostDefaults.OperatorPolicy;
import dev.warren.server.config.Secret;
import dev.warren.server.config.ServerConfiguration;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives virtual hosts what the configuration says they begin with, whoever creates them. What
/// somebody has set there by then stays. Immutable.
final class NewVhosts {

    private static final Logger LOG = LoggerFactory.getLogger(NewVhosts.class);

    private final NewVhostDefaults defaults;
    private final PasswordRules passwords;
    private final SecureRandom random = new SecureRandom();

    private NewVhosts(NewVhostDefaults defaults, PasswordRules passwords) {
        this.defaults = defaults;
        this.passwords = passwords;
    }

    /// Fails when a policy is none that could be set.
    static NewVhosts of(ServerConfiguration configuration) throws StartupException {
        for (OperatorPolicy wanted : configuration.newVhosts().policies()) {
            List<String> faults = PolicyCheck.faults(PolicyKind.OPERATOR, wanted.policy());
            if (!faults.isEmpty()) {
                throw new StartupException(
                        ExitCode.CONFIGURATION,
                        "default_policies.operator."
                                + wanted.policy().name()
                                + ": "
                                + String.join("; ", faults));
            }
        }
        PasswordRules passwords = configuration.login().passwords();
        for (NewUser wanted : configuration.newVhosts().users()) {
            Secret password = wanted.password();
            String problem =
                    password == null ? null : passwords.problemOrNull(Bytes.of(password.text()));
            if (problem != null) {
                throw new StartupException(
                        ExitCode.CONFIGURATION,
                        "default_users." + wanted.name() + ".password: " + problem);
            }
        }
        return new NewVhosts(configuration.newVhosts(), passwords);
    }

    /// The topology with what those virtual hosts begin with that were not there before. Fails
    /// where that cannot be.
    Topology fill(Topology before, Topology now) throws StartupException {
        try {
            return filled(before, now);
        } catch (AmqpException e) {
            throw new StartupException(
                    ExitCode.CONFIGURATION, "what new virtual hosts begin with: " + e.getMessage());
        }
    }

    private Topology filled(Topology before, Topology now) {
        Topology filled = now;
        for (VirtualHost vhost : now.vhosts().values()) {
            if (before.vhostOrNull(vhost.name()) == null) {
                for (TopologyCommand command : commands(filled, vhost)) {
                    filled = TopologyMachine.apply(filled, command).topology();
                }
            }
        }
        return filled;
    }

    /// Does the same for those that are created from now on. On the deciding lane.
    void follow(MetadataStore metadata) {
        if (!defaults.isEmpty()) {
            metadata.watch(applied -> fill(metadata, applied));
        }
    }

    private void fill(MetadataStore metadata, Applied applied) {
        for (TopologyEvent event : applied.events()) {
            if (event instanceof TopologyEvent.VhostCreated(var definition)) {
                VirtualHost vhost = applied.topology().requireVhost(definition.name());
                for (TopologyCommand command : commands(applied.topology(), vhost)) {
                    var _ =
                            metadata.submit(command, applied.by())
                                    .exceptionally(refused -> refused(vhost, refused));
                }
            }
        }
    }

    private static @Nullable Applied refused(VirtualHost vhost, Throwable cause) {
        LOG.warn("cannot give virtual host '{}' a default", vhost.name(), cause);
        return null;
    }

    private List<TopologyCommand> commands(Topology now, VirtualHost vhost) {
        List<TopologyCommand> commands = new ArrayList<>();
        if (vhost.parameterOrNull(VhostLimits.PARAMETER) == null) {
            defaults.limits().stream()
                    .filter(limits -> limits.vhosts().matcher(vhost.name()).find())
                    .findFirst()
                    .ifPresent(limits -> commands.add(limits(vhost, limits)));
        }
        for (OperatorPolicy wanted : defaults.policies()) {
            boolean isMeant = wanted.vhosts().matcher(vhost.name()).find();
            var known = vhost.policies().of(PolicyKind.OPERATOR);
            if (isMeant && known.policyOrNull(wanted.policy().name()) == null) {
                commands.add(
                        new TopologyCommand.SetPolicy(
                                vhost.name(), PolicyKind.OPERATOR, wanted.policy()));
            }
        }
        for (NewUser wanted : defaults.users()) {
            if (wanted.vhosts().matcher(vhost.name()).find()) {
                addUser(now, vhost, wanted, commands);
            }
        }
        return commands;
    }

    private static TopologyCommand limits(VirtualHost vhost, Limits limits) {
        List<FieldTable.Entry> entries = new ArrayList<>();
        addLimit(entries, VhostLimits.CONNECTIONS, limits.connectionsMax());
        addLimit(entries, VhostLimits.QUEUES, limits.queuesMax());
        return new TopologyCommand.SetParameter(
                vhost.name(), VhostLimits.PARAMETER, new FieldValue.Table(new FieldTable(entries)));
    }

    private static void addLimit(
            List<FieldTable.Entry> entries, String key, @Nullable Integer limit) {
        if (limit != null) {
            entries.add(new FieldTable.Entry(ShortString.of(key), new FieldValue.Int64(limit)));
        }
    }

    private void addUser(
            Topology now, VirtualHost vhost, NewUser wanted, List<TopologyCommand> commands) {
        if (now.userOrNull(wanted.name()) == null) {
            commands.add(
                    new TopologyCommand.AddUser(
                            new User(wanted.name(), hash(wanted.password()), wanted.tags())));
        }
        if (vhost.permissionOrNull(wanted.name()) == null) {
            commands.add(
                    new TopologyCommand.SetPermissions(
                            vhost.name(),
                            wanted.name(),
                            Permission.of(
                                    wanted.permissions().configure(),
                                    wanted.permissions().write(),
                                    wanted.permissions().read())));
        }
    }

    private PasswordHash hash(@Nullable Secret password) {
        return password == null
                ? PasswordHash.NONE
                : passwords.hash(Bytes.of(password.text()), random);
    }
}
