package dev.warren.management.definitions;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.topology.ParameterCheck;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.function.Predicate;

/// What a command of definitions would do to a topology. Pure.
///
/// @param checks what is asked of runtime parameters that other rooms serve
record Trial(ParameterChecks checks) {

    /// The topology after the command; the same when it declares what is there.
    Topology after(Topology topology, TopologyCommand command) throws DefinitionsException {
        if (isThere(topology, command)) {
            return topology;
        }
        try {
            if (command instanceof TopologyCommand.SetParameter c) {
                checks.require(c.parameter(), c.value(), ParameterCheck.Setter.NODE);
            }
            return TopologyMachine.apply(topology, command).topology();
        } catch (AmqpException refused) {
            throw new DefinitionsException(
                    refused.replyText() + " (" + shown(command) + ")", refused);
        }
    }

    /// A parameter may hold passwords: only its name is shown.
    private static String shown(TopologyCommand command) {
        return command instanceof TopologyCommand.SetParameter c
                ? c.parameter() + " in vhost '" + c.vhost() + "'"
                : command.toString();
    }

    /// Whether it declares what exists, however it was declared.
    static boolean isThere(Topology topology, TopologyCommand command) {
        return switch (command) {
            // Older files say only that it exists.
            case TopologyCommand.AddVhost(VirtualHostDefinition vhost) ->
                    vhost.equals(VirtualHostDefinition.of(vhost.name()))
                            && topology.vhostOrNull(vhost.name()) != null;
            case TopologyCommand.DeclareQueue c ->
                    vhostHas(topology, c.vhost(), v -> v.queueOrNull(c.queue()) != null);
            case TopologyCommand.DeclareExchange c ->
                    vhostHas(
                            topology,
                            c.vhost(),
                            v -> v.exchangeOrNull(c.definition().name()) != null);
            default -> false;
        };
    }

    private static boolean vhostHas(
            Topology topology, String vhost, Predicate<VirtualHost> question) {
        VirtualHost known = topology.vhostOrNull(vhost);
        return known != null && question.test(known);
    }
}
