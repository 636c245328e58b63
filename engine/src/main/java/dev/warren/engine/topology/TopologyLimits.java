package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Resource;
import java.util.Map;
import java.util.function.ToIntFunction;

/// How much may exist on the whole node: RabbitMQ calls it the cluster. What was there before, or
/// comes with a file at the start, stays. Pure.
///
/// Counting costs a look at each virtual host, and is done only where there is a limit.
///
/// @param vhostsMax virtual hosts; [#UNLIMITED] for any number
/// @param queuesMax queues, in all virtual hosts
/// @param exchangesMax exchanges in all virtual hosts, predeclared ones among them
/// @param parametersMax runtime parameters of a component, in all virtual hosts
public record TopologyLimits(
        int vhostsMax, int queuesMax, int exchangesMax, Map<String, Integer> parametersMax) {

    public static final int UNLIMITED = -1;

    public static final TopologyLimits NONE =
            new TopologyLimits(UNLIMITED, UNLIMITED, UNLIMITED, Map.of());

    public TopologyLimits {
        parametersMax = Map.copyOf(parametersMax);
    }

    /// 406 with RabbitMQ's text when the command would make one too many.
    void require(Topology topology, TopologyCommand command) {
        switch (command) {
            case TopologyCommand.AddVhost(var vhost) -> requireVhost(topology, vhost.name());
            case TopologyCommand.DeclareQueue c -> requireQueue(topology, c);
            case TopologyCommand.DeclareExchange c -> requireExchange(topology, c);
            case TopologyCommand.SetParameter c -> requireParameter(topology, c);
            // What the node restores or predeclares was let in before; nothing else is counted.
            case TopologyCommand.RestoreQueue _,
                    TopologyCommand.PredeclareExchange _,
                    TopologyCommand.ReserveQueueIds _,
                    TopologyCommand.DeleteVhost _,
                    TopologyCommand.AddUser _,
                    TopologyCommand.DeleteUser _,
                    TopologyCommand.SetPermissions _,
                    TopologyCommand.ClearPermissions _,
                    TopologyCommand.ChangePassword _,
                    TopologyCommand.SetTags _,
                    TopologyCommand.SetUserLimits _,
                    TopologyCommand.SetTopicPermission _,
                    TopologyCommand.ClearTopicPermissions _,
                    TopologyCommand.SetPolicy _,
                    TopologyCommand.ClearPolicy _,
                    TopologyCommand.ClearParameter _,
                    TopologyCommand.SetGlobalParameter _,
                    TopologyCommand.ClearGlobalParameter _,
                    TopologyCommand.DeleteExchange _,
                    TopologyCommand.BindExchange _,
                    TopologyCommand.UnbindExchange _,
                    TopologyCommand.DeleteQueue _,
                    TopologyCommand.BindQueue _,
                    TopologyCommand.UnbindQueue _ -> {}
        }
    }

    private void requireVhost(Topology topology, String name) {
        boolean isNew = topology.vhostOrNull(name) == null;
        if (isNew && isReached(vhostsMax, topology.vhosts().size())) {
            throw refused(
                    "cannot create vhost '%s': vhost limit of %d is reached", name, vhostsMax);
        }
    }

    private void requireQueue(Topology topology, TopologyCommand.DeclareQueue command) {
        VirtualHost vhost = topology.vhostOrNull(command.vhost());
        if (queuesMax == UNLIMITED || vhost == null || vhost.queueOrNull(command.queue()) != null) {
            return;
        }
        if (isReached(queuesMax, sum(topology, one -> one.queues().size()))) {
            throw refused(
                    "cannot declare queue '%s': queue limit in cluster (%d) is reached",
                    command.queue(), queuesMax);
        }
    }

    private void requireExchange(Topology topology, TopologyCommand.DeclareExchange command) {
        VirtualHost vhost = topology.vhostOrNull(command.vhost());
        if (exchangesMax == UNLIMITED
                || vhost == null
                || vhost.exchangeOrNull(command.definition().name()) != null) {
            return;
        }
        if (isReached(exchangesMax, sum(topology, one -> one.exchanges().size()))) {
            throw refused(
                    "cannot declare %s: exchange limit of %d is reached",
                    Resource.exchange(command.vhost(), command.definition().name()), exchangesMax);
        }
    }

    private void requireParameter(Topology topology, TopologyCommand.SetParameter command) {
        String component = command.parameter().component();
        Integer most = parametersMax.get(component);
        VirtualHost vhost = topology.vhostOrNull(command.vhost());
        if (most == null || vhost == null || vhost.parameterOrNull(command.parameter()) != null) {
            return;
        }
        if (isReached(most, sum(topology, one -> count(one, component)))) {
            throw ParameterRules.invalid(
                    "component " + component + " is limited to " + most + " per node");
        }
    }

    private static int count(VirtualHost vhost, String component) {
        return (int)
                vhost.parameters().keySet().stream()
                        .filter(name -> name.component().equals(component))
                        .count();
    }

    private static int sum(Topology topology, ToIntFunction<VirtualHost> count) {
        return topology.vhosts().values().stream().mapToInt(count).sum();
    }

    private static boolean isReached(int most, int there) {
        return most != UNLIMITED && there >= most;
    }

    private static AmqpException refused(String text, Object... values) {
        return AmqpException.of(ReplyCode.PRECONDITION_FAILED, text, values);
    }
}
