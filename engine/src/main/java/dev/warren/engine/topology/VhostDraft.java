package dev.warren.engine.topology;

import dev.warren.codec.value.FieldValue;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.engine.topology.policy.PolicySet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// A virtual host while one command changes it, and what has happened to it so far.
///
/// Owned by the one call of [TopologyMachine#apply] that made it. Its methods do; whether they may
/// is decided before, in the `...Rules`.
final class VhostDraft {

    private VirtualHost vhost;
    private final List<TopologyEvent> events = new ArrayList<>();

    /// Auto-delete exchanges that have lost their last binding. A list and not a recursion, because
    /// a chain of them may be as long as a client cares to build it.
    private final Queue<Exchange> abandoned = new ArrayDeque<>();

    VhostDraft(VirtualHost vhost) {
        this.vhost = vhost;
    }

    VirtualHost vhost() {
        return vhost;
    }

    List<TopologyEvent> events() {
        return events;
    }

    void create(ExchangeDefinition definition) {
        vhost = vhost.with(definition);
        events.add(new TopologyEvent.ExchangeCreated(vhost.name(), definition));
    }

    void create(QueueDefinition queue) {
        vhost = vhost.with(queue);
        events.add(new TopologyEvent.QueueCreated(queue));
    }

    void set(PolicyKind kind, Policy policy) {
        change(kind, vhost.policies().of(kind).with(policy));
        events.addFirst(new TopologyEvent.PolicySet(vhost.name(), kind, policy));
    }

    void clear(PolicyKind kind, String policy) {
        change(kind, vhost.policies().of(kind).without(policy));
        events.addFirst(new TopologyEvent.PolicyCleared(vhost.name(), kind, policy));
    }

    private void change(PolicyKind kind, PolicySet policies) {
        VirtualHost before = vhost;
        vhost = before.with(kind, policies);
        events.addAll(PolicyChanges.between(before, vhost));
    }

    void set(ParameterName name, FieldValue value) {
        vhost = vhost.with(name, value);
        events.add(new TopologyEvent.ParameterSet(vhost.name(), name, value));
    }

    void clear(ParameterName name) {
        vhost = vhost.without(name);
        events.add(new TopologyEvent.ParameterCleared(vhost.name(), name));
    }

    void bind(Binding binding) {
        vhost = vhost.with(binding);
        events.add(new TopologyEvent.BindingCreated(vhost.name(), binding));
    }

    void unbind(Binding binding) {
        remove(binding);
        deleteAbandoned();
    }

    /// Deletes a queue with the bindings that lead to it.
    void delete(QueueDefinition queue) {
        vhost = vhost.without(queue);
        removeAllTo(new Destination.ToQueue(queue.name()));
        events.add(new TopologyEvent.QueueDeleted(queue));
        deleteAbandoned();
    }

    /// Deletes an exchange with the bindings that lead from it and to it.
    void delete(Exchange exchange) {
        deleteWithBindings(exchange);
        deleteAbandoned();
    }

    private void deleteWithBindings(Exchange exchange) {
        removeAllTo(new Destination.ToExchange(exchange.name()));
        // It may have been bound to itself, so what it has now is asked anew.
        Exchange now = vhost.requireExchange(exchange.name());
        for (Binding binding : now.bindings()) {
            vhost = vhost.withoutDestination(binding);
            events.add(new TopologyEvent.BindingDeleted(vhost.name(), binding));
        }
        vhost = vhost.without(now);
        events.add(new TopologyEvent.ExchangeDeleted(vhost.name(), now.definition()));
    }

    private void removeAllTo(Destination destination) {
        vhost.bindingsTo(destination).forEach(this::remove);
    }

    private void remove(Binding binding) {
        vhost = vhost.without(binding);
        events.add(new TopologyEvent.BindingDeleted(vhost.name(), binding));
        Exchange source = vhost.requireExchange(binding.source());
        if (source.definition().autoDelete() && source.bindings().isEmpty()) {
            abandoned.add(source);
        }
    }

    private void deleteAbandoned() {
        for (Exchange next = abandoned.poll(); next != null; next = abandoned.poll()) {
            if (vhost.exchangeOrNull(next.name()) != null) {
                deleteWithBindings(next);
            }
        }
    }
}
