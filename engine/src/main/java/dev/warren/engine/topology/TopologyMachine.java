package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Decides commands: a pure function, so that the same commands give the same topology on every
/// node and at every replay.
///
/// What the parts of AMQP ask of each command stands in [ExchangeRules], [QueueRules] and
/// [BindingRules]; what is asked of users in [UserRules].
public final class TopologyMachine {

    private TopologyMachine() {}

    /// The topology after the command. Throws [AmqpException] with RabbitMQ's code and text when it
    /// is refused.
    public static Applied apply(Topology topology, TopologyCommand command) {
        return switch (command) {
            case TopologyCommand.AddVhost(var definition) -> addVhost(topology, definition);
            case TopologyCommand.DeleteVhost(var vhost) -> deleteVhost(topology, vhost);
            case TopologyCommand.AddUser(var user) -> UserRules.add(topology, user);
            case TopologyCommand.DeleteUser(var user) -> UserRules.delete(topology, user);
            case TopologyCommand.SetPermissions c -> UserRules.setPermissions(topology, c);
            case TopologyCommand.ClearPermissions c -> UserRules.clearPermissions(topology, c);
            case TopologyCommand.ChangePassword(var user, var hash) ->
                    UserRules.change(topology, user, known -> known.with(hash));
            case TopologyCommand.SetTags(var user, var tags) ->
                    UserRules.change(topology, user, known -> known.withTags(tags));
            case TopologyCommand.SetUserLimits(var user, var limits) ->
                    UserRules.change(topology, user, known -> known.with(limits));
            case TopologyCommand.SetTopicPermission c -> UserRules.setTopicPermission(topology, c);
            case TopologyCommand.ClearTopicPermissions c ->
                    UserRules.clearTopicPermissions(topology, c);
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
            case TopologyCommand.DeclareExchange c -> declareExchange(topology, c);
            case TopologyCommand.PredeclareExchange c ->
                    within(topology, c.vhost(), v -> ExchangeRules.predeclare(v, c.definition()));
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

    private static Applied declareExchange(
            Topology topology, TopologyCommand.DeclareExchange command) {
        QueueNumbers numbers = topology.queueNumbers();
        return withNumbersUsed(
                within(
                        topology,
                        command.vhost(),
                        v -> ExchangeRules.declare(v, command.definition(), numbers)));
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
            } else if (event instanceof TopologyEvent.ExchangeCreated(_, var exchange)) {
                topology = topology.with(topology.queueNumbers().afterUseBy(exchange));
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

    static Applied addVhost(Topology topology, VirtualHostDefinition definition) {
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
        if (vhost.definition().isProtected()) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED, "vhost '%s' is protected from deletion", name);
        }
        List<TopologyEvent> events = new ArrayList<>();
        vhost.exchanges().values().stream()
                .flatMap(exchange -> exchange.bindings().stream())
                .forEach(b -> events.add(new TopologyEvent.BindingDeleted(name, b)));
        vhost.queues().values().forEach(queue -> events.add(new TopologyEvent.QueueDeleted(queue)));
        vhost.exchanges()
                .values()
                .forEach(x -> events.add(new TopologyEvent.ExchangeDeleted(name, x.definition())));
        vhost.permissions().forEach((user, rights) -> UserRules.tellCleared(vhost, user, events));
        events.add(new TopologyEvent.VhostDeleted(name));
        return new Applied(topology.withoutVhost(name), events);
    }
}
