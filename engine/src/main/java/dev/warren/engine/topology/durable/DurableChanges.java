package dev.warren.engine.topology.durable;

import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.ReservedNames;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHost;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What of a decision has to be kept: pure functions.
///
/// Kept are virtual hosts, users, permissions, policies, runtime parameters, durable exchanges,
/// durable queues (an exclusive one is never durable), and bindings between two durable ends. It
/// goes by what happened and not by what was asked for, so that what went as a consequence is kept
/// too, and needs no second decision at replay.
///
/// What came or went as part of something larger is not told on its own: the exchanges of a new
/// virtual host, the bindings of a deleted queue.
final class DurableChanges {

    private DurableChanges() {}

    /// The commands that [dev.warren.engine.topology.TopologyReplay] needs to do the same to the
    /// durable part.
    static List<TopologyCommand> of(Applied applied) {
        return applied.events().stream()
                .map(event -> commandOrNull(applied.topology(), event))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable TopologyCommand commandOrNull(Topology now, TopologyEvent event) {
        return switch (event) {
            case TopologyEvent.VhostCreated(var vhost) -> new TopologyCommand.AddVhost(vhost);
            case TopologyEvent.VhostChanged(var vhost) -> new TopologyCommand.AddVhost(vhost);
            case TopologyEvent.VhostDeleted(var vhost) -> new TopologyCommand.DeleteVhost(vhost);
            case TopologyEvent.UserCreated(var user) -> new TopologyCommand.AddUser(user);
            case TopologyEvent.UserChanged(_, var user) -> new TopologyCommand.AddUser(user);
            case TopologyEvent.UserDeleted(var user) -> new TopologyCommand.DeleteUser(user.name());
            case TopologyEvent.PermissionSet(var vhost, var user, var permission) ->
                    new TopologyCommand.SetPermissions(vhost, user, permission);
            case TopologyEvent.PermissionCleared(var vhost, var user) ->
                    now.vhostOrNull(vhost) == null || now.userOrNull(user) == null
                            ? null
                            : new TopologyCommand.ClearPermissions(vhost, user);
            case TopologyEvent.TopicPermissionSet(var vhost, var user, var exchange, var topic) ->
                    new TopologyCommand.SetTopicPermission(vhost, user, exchange, topic);
            case TopologyEvent.TopicPermissionCleared(var vhost, var user, var exchange) ->
                    now.vhostOrNull(vhost) == null || now.userOrNull(user) == null
                            ? null
                            : new TopologyCommand.ClearTopicPermissions(vhost, user, exchange);
            case TopologyEvent.PolicySet(var vhost, var kind, var policy) ->
                    new TopologyCommand.SetPolicy(vhost, kind, policy);
            case TopologyEvent.PolicyCleared(var vhost, var kind, var policy) ->
                    new TopologyCommand.ClearPolicy(vhost, kind, policy);
            // They follow from the policies.
            case TopologyEvent.ExchangePolicyChanged _, TopologyEvent.QueueSettingsChanged _ ->
                    null;
            case TopologyEvent.ParameterSet(var vhost, var name, var value) ->
                    new TopologyCommand.SetParameter(vhost, name, value);
            case TopologyEvent.ParameterCleared(var vhost, var name) ->
                    new TopologyCommand.ClearParameter(vhost, name);
            case TopologyEvent.GlobalParameterSet(var name, var value) ->
                    new TopologyCommand.SetGlobalParameter(name, value);
            case TopologyEvent.GlobalParameterCleared(var name) ->
                    new TopologyCommand.ClearGlobalParameter(name);
            case TopologyEvent.ExchangeCreated(var vhost, var exchange) ->
                    isKept(exchange) ? new TopologyCommand.DeclareExchange(vhost, exchange) : null;
            case TopologyEvent.ExchangeDeleted(var vhost, var exchange) ->
                    isKept(exchange) && now.vhostOrNull(vhost) != null
                            ? new TopologyCommand.DeleteExchange(vhost, exchange.name(), false)
                            : null;
            case TopologyEvent.QueueCreated(var queue) ->
                    isKept(queue) ? new TopologyCommand.RestoreQueue(queue) : null;
            case TopologyEvent.QueueDeleted(var queue) ->
                    isKept(queue) && now.vhostOrNull(queue.vhost()) != null
                            ? new TopologyCommand.DeleteQueue(
                                    queue.vhost(), queue.name(), queue.id())
                            : null;
            case TopologyEvent.BindingCreated(var vhost, var binding) ->
                    isKept(now.vhostOrNull(vhost), binding) ? bind(vhost, binding) : null;
            case TopologyEvent.BindingDeleted(var vhost, var binding) ->
                    isKept(now.vhostOrNull(vhost), binding) ? unbind(vhost, binding) : null;
        };
    }

    /// Whether a log keeps this exchange. One that comes with every virtual host need not be told.
    static boolean isKept(ExchangeDefinition exchange) {
        return exchange.durable() && !ReservedNames.isPredeclared(exchange.name());
    }

    static boolean isKept(QueueDefinition queue) {
        return queue.isDurable();
    }

    /// Whether both ends are there and durable. A binding that went with one of its ends is not
    /// asked for any more.
    static boolean isKept(@Nullable VirtualHost vhost, Binding binding) {
        return vhost != null
                && isDurable(vhost.exchangeOrNull(binding.source()))
                && isDurable(vhost, binding.destination());
    }

    private static boolean isDurable(@Nullable Exchange exchange) {
        return exchange != null && exchange.definition().durable();
    }

    private static boolean isDurable(VirtualHost vhost, Destination destination) {
        return switch (destination) {
            case Destination.ToExchange(var exchange) -> isDurable(vhost.exchangeOrNull(exchange));
            case Destination.ToQueue(var name) -> {
                QueueDefinition queue = vhost.queueOrNull(name);
                yield queue != null && queue.isDurable();
            }
        };
    }

    static TopologyCommand bind(String vhost, Binding binding) {
        return switch (binding.destination()) {
            case Destination.ToExchange(var exchange) ->
                    new TopologyCommand.BindExchange(
                            vhost, exchange, binding.source(), binding.key(), binding.arguments());
            case Destination.ToQueue(var queue) ->
                    new TopologyCommand.BindQueue(
                            vhost,
                            queue,
                            binding.source(),
                            binding.key(),
                            binding.arguments(),
                            null);
        };
    }

    private static TopologyCommand unbind(String vhost, Binding binding) {
        return switch (binding.destination()) {
            case Destination.ToExchange(var exchange) ->
                    new TopologyCommand.UnbindExchange(
                            vhost, exchange, binding.source(), binding.key(), binding.arguments());
            case Destination.ToQueue(var queue) ->
                    new TopologyCommand.UnbindQueue(
                            vhost,
                            queue,
                            binding.source(),
                            binding.key(),
                            binding.arguments(),
                            null);
        };
    }
}
