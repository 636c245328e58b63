package dev.warren.management.definitions;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.function.Predicate;

/// What a command of definitions would do to a topology. Pure.
final class Trial {

    private Trial() {}

    /// The topology after the command; the same when it declares what is there.
    static Topology after(Topology topology, TopologyCommand command) throws DefinitionsException {
        if (isThere(topology, command)) {
            return topology;
        }
        try {
            return TopologyMachine.apply(topology, command).topology();
        } catch (AmqpException refused) {
            throw new DefinitionsException(refused.replyText() + " (" + command + ")", refused);
        }
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
