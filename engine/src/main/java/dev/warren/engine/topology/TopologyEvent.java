package dev.warren.engine.topology;

import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;

/// Something that has come to be, changed or gone, told to the watchers of a [MetadataStore].
public sealed interface TopologyEvent {

    record VhostCreated(VirtualHostDefinition definition) implements TopologyEvent {}

    record VhostChanged(VirtualHostDefinition definition) implements TopologyEvent {}

    /// Comes after the events of all that was in it.
    record VhostDeleted(String vhost) implements TopologyEvent {}

    record UserCreated(User user) implements TopologyEvent {}

    record UserChanged(User before, User now) implements TopologyEvent {}

    record UserDeleted(User user) implements TopologyEvent {}

    record PermissionSet(String vhost, String user, Permission permission)
            implements TopologyEvent {}

    record PermissionCleared(String vhost, String user) implements TopologyEvent {}

    record TopicPermissionSet(
            String vhost, String user, ShortString exchange, TopicPermission permission)
            implements TopologyEvent {}

    record TopicPermissionCleared(String vhost, String user, ShortString exchange)
            implements TopologyEvent {}

    record PolicySet(String vhost, PolicyKind kind, Policy policy) implements TopologyEvent {}

    record PolicyCleared(String vhost, PolicyKind kind, String policy) implements TopologyEvent {}

    /// Another policy applies to the exchange, or none any more.
    record ExchangePolicyChanged(String vhost, ExchangeDefinition definition)
            implements TopologyEvent {}

    /// A policy has made other settings apply to a queue that was there before.
    record QueueSettingsChanged(QueueDefinition definition, QueueSettings settings)
            implements TopologyEvent {}

    record ParameterSet(String vhost, ParameterName parameter, FieldValue value)
            implements TopologyEvent {}

    record ParameterCleared(String vhost, ParameterName parameter) implements TopologyEvent {}

    record GlobalParameterSet(String name, FieldValue value) implements TopologyEvent {}

    record GlobalParameterCleared(String name) implements TopologyEvent {}

    record ExchangeCreated(String vhost, ExchangeDefinition definition) implements TopologyEvent {}

    /// Also when it went by itself, with its last binding.
    record ExchangeDeleted(String vhost, ExchangeDefinition definition) implements TopologyEvent {}

    record QueueCreated(QueueDefinition definition) implements TopologyEvent {}

    record QueueDeleted(QueueDefinition definition) implements TopologyEvent {}

    record BindingCreated(String vhost, Binding binding) implements TopologyEvent {}

    /// Also when it went with its source or its destination.
    record BindingDeleted(String vhost, Binding binding) implements TopologyEvent {}
}
