package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.User;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Decides commands: a pure function, so that the same commands give the same topology on every
/// node and at every replay.
///
/// What the parts of AMQP ask of each command stands in [ExchangeRules], [QueueRules] and
/// [BindingRules].
public final class TopologyMachine {

    private TopologyMachine() {}

    /// The topology after the command. Throws [AmqpException] with RabbitMQ's code and text when it
    /// is refused.
    public static Applied apply(Topology topology, TopologyCommand command) {
        return switch (command) {
            case TopologyCommand.AddVhost(var definition) -> addVhost(topology, definition);
            case TopologyCommand.DeleteVhost(var vhost) -> deleteVhost(topology, vhost);
            case TopologyCommand.AddUser(var user) -> addUser(topology, user);
            case TopologyCommand.DeleteUser(var user) -> deleteUser(topology, user);
            case TopologyCommand.SetPermissions c -> setPermissions(topology, c);
            case TopologyCommand.ClearPermissions c -> clearPermissions(topology, c);
            case TopologyCommand.SetPolicy c ->
                    within(topology, c.vhost(), v -> PolicyRules.set(v, c.kind(), c.policy()));
            case TopologyCommand.ClearPolicy c ->
                    within(topology, c.vhost(), v -> PolicyRules.clear(v, c.kind(), c.policy()));
            case TopologyCommand.SetParameter c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> ParameterRules.set(v, c.parameter(), c.value()));
            case TopologyCommand.ClearParameter c ->
                    within(topology, c.vhost(), v -> ParameterRules.clear(v, c.parameter()));
            case TopologyCommand.SetGlobalParameter(var name, var value) ->
                    setParameter(topology, name, value);
            case TopologyCommand.ClearGlobalParameter(var name) -> clearParameter(topology, name);
            case TopologyCommand.DeclareExchange c ->
                    within(topology, c.vhost(), v -> ExchangeRules.declare(v, c.definition()));
            case TopologyCommand.DeleteExchange c ->
                    within(topology, c.vhost(), v -> ExchangeRules.delete(v, c));
            case TopologyCommand.BindExchange c ->
                    within(topology, c.vhost(), v -> BindingRules.bind(v, c.binding(), null));
            case TopologyCommand.UnbindExchange c ->
                    within(topology, c.vhost(), v -> BindingRules.unbind(v, c.binding(), null));
            case TopologyCommand.DeclareQueue c -> declareQueue(topology, c);
            case TopologyCommand.RestoreQueue(var queue) -> restoreQueue(topology, queue);
            case TopologyCommand.ReserveQueueIds(var below) ->
                    unchanged(topology.with(topology.queueNumbers().withDurableFrom(below)));
            case TopologyCommand.DeleteQueue c ->
                    within(topology, c.vhost(), v -> QueueRules.delete(v, c));
            case TopologyCommand.BindQueue c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> BindingRules.bind(v, c.binding(), c.connection()));
            case TopologyCommand.UnbindQueue c ->
                    within(
                            topology,
                            c.vhost(),
                            v -> BindingRules.unbind(v, c.binding(), c.connection()));
        };
    }

    private static Applied within(Topology topology, String vhost, Consumer<VhostDraft> change) {
        VhostDraft draft = new VhostDraft(topology.requireVhost(vhost));
        change.accept(draft);
        return draft.events().isEmpty()
                ? unchanged(topology)
                : new Applied(topology.with(draft.vhost()), draft.events());
    }

    private static Applied unchanged(Topology topology) {
        return new Applied(topology, List.of());
    }

    private static Applied declareQueue(Topology topology, TopologyCommand.DeclareQueue command) {
        QueueNumbers numbers = topology.queueNumbers();
        return withNumbersUsed(
                within(topology, command.vhost(), v -> QueueRules.declare(v, command, numbers)));
    }

    private static Applied restoreQueue(Topology topology, QueueDefinition queue) {
        return withNumbersUsed(within(topology, queue.vhost(), v -> v.create(queue)));
    }

    private static Applied withNumbersUsed(Applied applied) {
        Topology topology = applied.topology();
        for (TopologyEvent event : applied.events()) {
            if (event instanceof TopologyEvent.QueueCreated(var queue)) {
                topology = topology.with(topology.queueNumbers().afterUseBy(queue));
            }
        }
        return new Applied(topology, applied.events());
    }

    private static Applied setParameter(Topology topology, String name, FieldValue value) {
        if (value.equals(topology.parameters().get(name))) {
            return unchanged(topology);
        }
        ParameterRules.requireRoom(topology.parameters().size());
        return new Applied(
                topology.with(name, value),
                List.of(new TopologyEvent.GlobalParameterSet(name, value)));
    }

    private static Applied clearParameter(Topology topology, String name) {
        if (!topology.parameters().containsKey(name)) {
            throw ParameterRules.missing();
        }
        return new Applied(
                topology.withoutParameter(name),
                List.of(new TopologyEvent.GlobalParameterCleared(name)));
    }

    private static Applied addVhost(Topology topology, VirtualHostDefinition definition) {
        VirtualHost known = topology.vhostOrNull(definition.name());
        if (known == null) {
            return createVhost(topology, definition);
        }
        if (known.definition().equals(definition)) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(known.withDefinition(definition)),
                List.of(new TopologyEvent.VhostChanged(definition)));
    }

    private static Applied createVhost(Topology topology, VirtualHostDefinition definition) {
        VhostDraft draft = new VhostDraft(VirtualHost.empty(definition));
        draft.events().add(new TopologyEvent.VhostCreated(definition));
        PredeclaredExchanges.ALL.forEach(draft::create);
        return new Applied(topology.with(draft.vhost()), draft.events());
    }

    /// Tells of all that goes with it, without taking it apart piece by piece.
    private static Applied deleteVhost(Topology topology, String name) {
        VirtualHost vhost = topology.vhostOrNull(name);
        if (vhost == null) {
            return unchanged(topology);
        }
        List<TopologyEvent> events = new ArrayList<>();
        vhost.exchanges().values().stream()
                .flatMap(exchange -> exchange.bindings().stream())
                .forEach(b -> events.add(new TopologyEvent.BindingDeleted(name, b)));
        vhost.queues().values().forEach(queue -> events.add(new TopologyEvent.QueueDeleted(queue)));
        vhost.exchanges()
                .values()
                .forEach(x -> events.add(new TopologyEvent.ExchangeDeleted(name, x.definition())));
        vhost.permissions()
                .keySet()
                .forEach(user -> events.add(new TopologyEvent.PermissionCleared(name, user)));
        events.add(new TopologyEvent.VhostDeleted(name));
        return new Applied(topology.withoutVhost(name), events);
    }

    private static Applied addUser(Topology topology, User user) {
        User known = topology.userOrNull(user.name());
        if (user.equals(known)) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(user),
                List.of(
                        known == null
                                ? new TopologyEvent.UserCreated(user)
                                : new TopologyEvent.UserChanged(known, user)));
    }

    private static Applied deleteUser(Topology topology, String name) {
        User known = topology.userOrNull(name);
        if (known == null) {
            return unchanged(topology);
        }
        Topology changed = topology.withoutUser(name);
        List<TopologyEvent> events = new ArrayList<>();
        for (VirtualHost vhost : topology.vhosts().values()) {
            if (vhost.permissionOrNull(name) != null) {
                changed = changed.with(vhost.withoutPermission(name));
                events.add(new TopologyEvent.PermissionCleared(vhost.name(), name));
            }
        }
        events.add(new TopologyEvent.UserDeleted(known));
        return new Applied(changed, events);
    }

    private static Applied setPermissions(
            Topology topology, TopologyCommand.SetPermissions command) {
        VirtualHost vhost = topology.requireVhost(command.vhost());
        if (topology.userOrNull(command.user()) == null) {
            throw AmqpException.of(ReplyCode.NOT_FOUND, "no user '%s'", command.user());
        }
        if (command.permission().equals(vhost.permissionOrNull(command.user()))) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(vhost.with(command.user(), command.permission())),
                List.of(
                        new TopologyEvent.PermissionSet(
                                command.vhost(), command.user(), command.permission())));
    }

    private static Applied clearPermissions(
            Topology topology, TopologyCommand.ClearPermissions command) {
        VirtualHost vhost = topology.requireVhost(command.vhost());
        if (vhost.permissionOrNull(command.user()) == null) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(vhost.withoutPermission(command.user())),
                List.of(new TopologyEvent.PermissionCleared(command.vhost(), command.user())));
    }
}
