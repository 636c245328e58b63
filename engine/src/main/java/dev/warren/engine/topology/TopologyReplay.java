package dev.warren.engine.topology;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Puts in place what was decided before, as a log or a snapshot tells it: a pure function.
///
/// It asks no rule and draws no conclusion. [TopologyMachine] deletes an auto-delete exchange with
/// its last binding; here only the durable part is known, so the last binding may not have been the
/// last. What went as a consequence is told by a command of its own.
///
/// Each command only sets or clears what it names, whatever was there. So a stretch of the log may
/// be replayed again over its own outcome, or over a snapshot that was taken within it.
public final class TopologyReplay {

    private TopologyReplay() {}

    /// The topology after the command. What refers to something that is not there (any more)
    /// changes nothing.
    public static Topology apply(Topology topology, TopologyCommand command) {
        return switch (command) {
            case TopologyCommand.AddVhost(var definition) ->
                    TopologyMachine.addVhost(topology, definition).topology();
            case TopologyCommand.AddUser(var user) -> topology.with(user);
            case TopologyCommand.DeleteUser(var user) ->
                    UserRules.delete(topology, user).topology();
            case TopologyCommand.SetGlobalParameter(var name, var value) ->
                    topology.with(name, value);
            case TopologyCommand.ReserveQueueIds(var below) ->
                    topology.with(topology.queueNumbers().withDurableFrom(below));
            // Whether it was protected was asked when it was decided.
            case TopologyCommand.DeleteVhost(var vhost) -> topology.withoutVhost(vhost);
            case TopologyCommand.SetPermissions c -> setPermissions(topology, c);
            case TopologyCommand.ClearPermissions c ->
                    within(topology, c.vhost(), v -> v.withoutPermission(c.user()));
            case TopologyCommand.SetTopicPermission c -> setTopicPermission(topology, c);
            case TopologyCommand.ClearTopicPermissions c ->
                    within(topology, c.vhost(), v -> withoutTopic(v, c));
            case TopologyCommand.SetPolicy c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> v.with(c.kind(), v.policies().of(c.kind()).with(c.policy())));
            case TopologyCommand.ClearPolicy c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> v.with(c.kind(), v.policies().of(c.kind()).without(c.policy())));
            case TopologyCommand.SetParameter c ->
                    within(topology, c.vhost(), v -> v.with(c.parameter(), c.value()));
            case TopologyCommand.ClearParameter c ->
                    within(topology, c.vhost(), v -> v.without(c.parameter()));
            case TopologyCommand.ClearGlobalParameter(var name) -> topology.withoutParameter(name);
            case TopologyCommand.DeclareExchange c ->
                    within(topology, c.vhost(), v -> create(v, c.definition()))
                            .with(topology.queueNumbers().afterUseBy(c.definition()));
            case TopologyCommand.PredeclareExchange c ->
                    within(topology, c.vhost(), v -> create(v, c.definition()));
            case TopologyCommand.DeleteExchange c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> withoutAny(v, new Destination.ToExchange(c.exchange())));
            case TopologyCommand.BindExchange c ->
                    within(topology, c.vhost(), v -> bind(v, c.binding()));
            case TopologyCommand.UnbindExchange c ->
                    within(topology, c.vhost(), v -> unbind(v, c.binding()));
            case TopologyCommand.RestoreQueue(var queue) -> restoreQueue(topology, queue);
            case TopologyCommand.DeleteQueue c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> withoutAny(v, new Destination.ToQueue(c.queue())));
            case TopologyCommand.BindQueue c ->
                    within(topology, c.vhost(), v -> bind(v, c.binding()));
            case TopologyCommand.UnbindQueue c ->
                    within(topology, c.vhost(), v -> unbind(v, c.binding()));
            // It does not say which number the queue got: RestoreQueue does. Nor what a user has
            // become: AddUser does.
            case TopologyCommand.DeclareQueue _,
                    TopologyCommand.ChangePassword _,
                    TopologyCommand.SetTags _,
                    TopologyCommand.SetUserLimits _ ->
                    throw new IllegalArgumentException("a wish and no outcome: " + command);
        };
    }

    private static Topology within(
            Topology topology, String vhost, UnaryOperator<VirtualHost> change) {
        VirtualHost known = topology.vhostOrNull(vhost);
        return known == null ? topology : topology.with(change.apply(known));
    }

    private static Topology setPermissions(Topology topology, TopologyCommand.SetPermissions c) {
        return topology.userOrNull(c.user()) == null
                ? topology
                : within(topology, c.vhost(), v -> v.with(c.user(), c.permission()));
    }

    private static Topology setTopicPermission(
            Topology topology, TopologyCommand.SetTopicPermission c) {
        return topology.userOrNull(c.user()) == null
                ? topology
                : within(
                        topology,
                        c.vhost(),
                        v ->
                                v.with(
                                        c.user(),
                                        v.rights(c.user()).with(c.exchange(), c.permission())));
    }

    private static VirtualHost withoutTopic(
            VirtualHost vhost, TopologyCommand.ClearTopicPermissions c) {
        Rights rights = vhost.rights(c.user());
        ShortString exchange = c.exchange();
        return vhost.with(
                c.user(),
                exchange == null
                        ? new Rights(rights.permission(), Map.of())
                        : rights.withoutTopic(exchange));
    }

    /// A new exchange has no bindings, so what one of this name has here is from another time.
    private static VirtualHost create(VirtualHost vhost, ExchangeDefinition definition) {
        return withoutAny(vhost, new Destination.ToExchange(definition.name())).with(definition);
    }

    private static Topology restoreQueue(Topology topology, QueueDefinition queue) {
        Destination name = new Destination.ToQueue(queue.name());
        return within(topology, queue.vhost(), v -> withoutAny(v, name).with(queue))
                .with(topology.queueNumbers().afterUseBy(queue));
    }

    private static VirtualHost bind(VirtualHost vhost, Binding binding) {
        Exchange source = vhost.exchangeOrNull(binding.source());
        return source == null || source.has(binding) || !has(vhost, binding.destination())
                ? vhost
                : vhost.with(binding);
    }

    private static VirtualHost unbind(VirtualHost vhost, Binding binding) {
        Exchange source = vhost.exchangeOrNull(binding.source());
        return source == null || !source.has(binding) ? vhost : vhost.without(binding);
    }

    private static boolean has(VirtualHost vhost, Destination destination) {
        return switch (destination) {
            case Destination.ToQueue(var queue) -> vhost.queueOrNull(queue) != null;
            case Destination.ToExchange(var exchange) -> vhost.exchangeOrNull(exchange) != null;
        };
    }

    /// Without the queue or exchange of this name, whichever incarnation, and all its bindings.
    private static VirtualHost withoutAny(VirtualHost vhost, Destination name) {
        VirtualHost changed = vhost;
        for (Binding binding : vhost.bindingsTo(name)) {
            changed = changed.without(binding);
        }
        return switch (name) {
            case Destination.ToQueue(var queue) -> {
                QueueDefinition known = changed.queueOrNull(queue);
                yield known == null ? changed : changed.without(known);
            }
            case Destination.ToExchange(var exchange) -> {
                Exchange known = changed.exchangeOrNull(exchange);
                yield known == null ? changed : withoutSource(changed, known);
            }
        };
    }

    private static VirtualHost withoutSource(VirtualHost vhost, Exchange exchange) {
        VirtualHost changed = vhost;
        for (Binding binding : exchange.bindings()) {
            changed = changed.withoutDestination(binding);
        }
        return changed.without(exchange);
    }
}
