package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A wish to change the topology, as plain data: it can be written to a log and decided again with
/// the same outcome.
///
/// Rights are checked by who submits it. A connection's number goes along where an exclusive queue
/// may be touched; null is somebody without a connection, who may touch none.
public sealed interface TopologyCommand {

    /// Creates a virtual host with its predeclared exchanges, or changes the description of one
    /// that exists.
    record AddVhost(VirtualHostDefinition definition) implements TopologyCommand {}

    /// Deletes it with all that is in it. Nothing happens when it does not exist; 406 when it is
    /// protected.
    record DeleteVhost(String vhost) implements TopologyCommand {}

    /// Creates a user, or replaces one.
    record AddUser(User user) implements TopologyCommand {}

    /// Deletes a user with its permissions. Nothing happens when it does not exist.
    record DeleteUser(String user) implements TopologyCommand {}

    record SetPermissions(String vhost, String user, Permission permission)
            implements TopologyCommand {}

    record ClearPermissions(String vhost, String user) implements TopologyCommand {}

    /// Gives a user another password; its tags and limits stay. 404 when there is no such user.
    record ChangePassword(String user, PasswordHash passwordHash) implements TopologyCommand {}

    /// Gives a user other tags. 404 when there is no such user.
    record SetTags(String user, Set<String> tags) implements TopologyCommand {
        public SetTags {
            tags = Set.copyOf(tags);
        }
    }

    /// Gives a user other limits. 404 when there is no such user.
    record SetUserLimits(String user, UserLimits limits) implements TopologyCommand {}

    /// The keys of one topic exchange that a user may use. The exchange need not exist.
    record SetTopicPermission(
            String vhost, String user, ShortString exchange, TopicPermission permission)
            implements TopologyCommand {}

    /// Nothing happens when there is none; null clears those for all exchanges.
    record ClearTopicPermissions(String vhost, String user, @Nullable ShortString exchange)
            implements TopologyCommand {}

    /// Sets a policy, in place of one of the same kind and name.
    record SetPolicy(String vhost, PolicyKind kind, Policy policy) implements TopologyCommand {}

    /// Clears a policy; 404 when there is none.
    record ClearPolicy(String vhost, PolicyKind kind, String policy) implements TopologyCommand {}

    /// Sets a runtime parameter of a virtual host.
    record SetParameter(String vhost, ParameterName parameter, FieldValue value)
            implements TopologyCommand {}

    /// Clears a runtime parameter of a virtual host; 404 when there is none.
    record ClearParameter(String vhost, ParameterName parameter) implements TopologyCommand {}

    /// Sets a runtime parameter that belongs to no virtual host.
    record SetGlobalParameter(String name, FieldValue value) implements TopologyCommand {}

    /// Clears a runtime parameter that belongs to no virtual host; 404 when there is none.
    record ClearGlobalParameter(String name) implements TopologyCommand {}

    /// `exchange.declare`, not passive.
    record DeclareExchange(String vhost, ExchangeDefinition definition)
            implements TopologyCommand {}

    /// An exchange of the broker's own, under a name that nobody else may take. Nothing happens
    /// when it is there. Not for clients.
    record PredeclareExchange(String vhost, ExchangeDefinition definition)
            implements TopologyCommand {}

    /// `exchange.delete`. Nothing happens when it does not exist.
    record DeleteExchange(String vhost, ShortString exchange, boolean ifUnused)
            implements TopologyCommand {}

    /// `exchange.bind`
    record BindExchange(
            String vhost,
            ShortString destination,
            ShortString source,
            ShortString key,
            FieldTable arguments)
            implements TopologyCommand {

        public Binding binding() {
            return new Binding(source, new Destination.ToExchange(destination), key, arguments);
        }
    }

    /// `exchange.unbind`. Nothing happens when one of the parts, or the binding, does not exist.
    record UnbindExchange(
            String vhost,
            ShortString destination,
            ShortString source,
            ShortString key,
            FieldTable arguments)
            implements TopologyCommand {

        public Binding binding() {
            return new Binding(source, new Destination.ToExchange(destination), key, arguments);
        }
    }

    /// `queue.declare`, not passive. When the server chose the name, by the caller's random
    /// generator, the reserved prefix is allowed.
    record DeclareQueue(
            String vhost, ShortString queue, QueueOptions options, boolean isServerNamed)
            implements TopologyCommand {}

    /// Puts a queue back with the number it had: for a store that reads what it has kept, not for
    /// clients.
    record RestoreQueue(QueueDefinition definition) implements TopologyCommand {}

    /// Gives new durable queues numbers from at least here on: for a store that reads what it has
    /// kept, not for clients. The numbers before have been used, perhaps by queues that are no
    /// more.
    record ReserveQueueIds(long below) implements TopologyCommand {}

    /// Deletes this incarnation of a queue. Nothing happens when it is gone, even if the name is in
    /// use again.
    ///
    /// Whether it is unused or empty is known to the queue, which decides before it sends this.
    record DeleteQueue(String vhost, ShortString queue, long id) implements TopologyCommand {}

    /// `queue.bind`
    record BindQueue(
            String vhost,
            ShortString queue,
            ShortString exchange,
            ShortString key,
            FieldTable arguments,
            @Nullable Long connection)
            implements TopologyCommand {

        public Binding binding() {
            return new Binding(exchange, new Destination.ToQueue(queue), key, arguments);
        }
    }

    /// `queue.unbind`. Nothing happens when one of the parts, or the binding, does not exist.
    record UnbindQueue(
            String vhost,
            ShortString queue,
            ShortString exchange,
            ShortString key,
            FieldTable arguments,
            @Nullable Long connection)
            implements TopologyCommand {

        public Binding binding() {
            return new Binding(exchange, new Destination.ToQueue(queue), key, arguments);
        }
    }
}
