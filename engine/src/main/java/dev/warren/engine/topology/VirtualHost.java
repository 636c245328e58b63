package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.engine.topology.policy.PolicySet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/// A name space of exchanges and queues, with the rights of users in it. Immutable.
///
/// Bindings stand in the exchange that is their source, and once more by destination, so that
/// deleting a queue looks at its own bindings only.
public final class VirtualHost {

    private final VirtualHostDefinition definition;
    private final PersistentMap<ShortString, Exchange> exchanges;
    private final PersistentMap<ShortString, QueueDefinition> queues;
    private final PersistentMap<Destination, PersistentSet<Binding>> byDestination;
    private final PersistentMap<String, Rights> permissions;
    private final VhostPolicies policies;
    private final PersistentMap<ParameterName, FieldValue> parameters;
    private final VhostLimits limits;

    private VirtualHost(
            VirtualHostDefinition definition,
            PersistentMap<ShortString, Exchange> exchanges,
            PersistentMap<ShortString, QueueDefinition> queues,
            PersistentMap<Destination, PersistentSet<Binding>> byDestination,
            PersistentMap<String, Rights> permissions,
            VhostPolicies policies,
            PersistentMap<ParameterName, FieldValue> parameters) {
        this.definition = definition;
        this.exchanges = exchanges;
        this.queues = queues;
        this.byDestination = byDestination;
        this.permissions = permissions;
        this.policies = policies;
        this.parameters = parameters;
        this.limits =
                parameters.isEmpty()
                        ? VhostLimits.NONE
                        : VhostLimits.of(parameters.get(VhostLimits.PARAMETER));
    }

    static VirtualHost empty(VirtualHostDefinition definition) {
        return new VirtualHost(
                definition,
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                VhostPolicies.NONE,
                ExtensionsKt.persistentHashMapOf());
    }

    public VirtualHostDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    public Map<ShortString, Exchange> exchanges() {
        return exchanges;
    }

    public @Nullable Exchange exchangeOrNull(ShortString exchange) {
        return exchanges.get(exchange);
    }

    /// The exchange of this name; 404 when there is none.
    public Exchange requireExchange(ShortString exchange) {
        Exchange found = exchanges.get(exchange);
        if (found == null) {
            throw missing(Resource.exchange(name(), exchange));
        }
        return found;
    }

    /// The exchange of this name for a client's publish: 404 when there is none, 403 when it is
    /// internal.
    public Exchange requirePublishable(ShortString exchange) {
        Exchange found = requireExchange(exchange);
        if (found.definition().internal()) {
            throw AmqpException.of(
                    ReplyCode.ACCESS_REFUSED,
                    "cannot publish to internal %s",
                    Resource.exchange(name(), exchange));
        }
        return found;
    }

    public Map<ShortString, QueueDefinition> queues() {
        return queues;
    }

    public @Nullable QueueDefinition queueOrNull(ShortString queue) {
        return queues.get(queue);
    }

    /// The queue of this name; 404 when there is none.
    public QueueDefinition requireQueue(ShortString queue) {
        QueueDefinition found = queues.get(queue);
        if (found == null) {
            throw missing(Resource.queue(name(), queue));
        }
        return found;
    }

    private static AmqpException missing(Resource resource) {
        return AmqpException.of(ReplyCode.NOT_FOUND, "no %s", resource);
    }

    /// The bindings that lead to a queue or an exchange, in no order; not the one every queue has
    /// to the default exchange.
    public Set<Binding> bindingsTo(Destination destination) {
        PersistentSet<Binding> found = byDestination.get(destination);
        return found == null ? Set.of() : found;
    }

    /// The rights of users here, by name. Who has none is not in it.
    public Map<String, Rights> permissions() {
        return permissions;
    }

    public Rights rights(String user) {
        Rights found = permissions.get(user);
        return found == null ? Rights.NONE : found;
    }

    public @Nullable Permission permissionOrNull(String user) {
        return rights(user).permission();
    }

    public VhostPolicies policies() {
        return policies;
    }

    /// What applies to a queue of this virtual host.
    public QueueSettings settings(QueueDefinition queue) {
        QueuePolicy policy = policies.ofQueueOrNull(queue.name());
        return policy == null ? QueueSettings.of(queue.arguments(), null, null) : policy.settings();
    }

    public Map<ParameterName, FieldValue> parameters() {
        return parameters;
    }

    public @Nullable FieldValue parameterOrNull(ParameterName name) {
        return parameters.get(name);
    }

    public VhostLimits limits() {
        return limits;
    }

    VirtualHost withDefinition(VirtualHostDefinition changed) {
        return new VirtualHost(
                changed, exchanges, queues, byDestination, permissions, policies, parameters);
    }

    /// With a new exchange and the policy that applies to it.
    VirtualHost with(ExchangeDefinition exchange) {
        Policy policy = policies.of(PolicyKind.USER).forExchangeOrNull(exchange.name());
        Exchange created = Exchange.withoutBindings(exchange);
        return with(policy == null ? created : created.withPolicy(policy));
    }

    VirtualHost with(Exchange exchange) {
        return withExchanges(exchanges.putting(exchange.name(), exchange));
    }

    VirtualHost without(Exchange exchange) {
        return withExchanges(exchanges.removing(exchange.name()));
    }

    private VirtualHost withExchanges(PersistentMap<ShortString, Exchange> changed) {
        return new VirtualHost(
                definition, changed, queues, byDestination, permissions, policies, parameters);
    }

    VirtualHost with(QueueDefinition queue) {
        return withQueues(queues.putting(queue.name(), queue), policies.with(queue));
    }

    VirtualHost without(QueueDefinition queue) {
        return withQueues(queues.removing(queue.name()), policies.without(queue));
    }

    private VirtualHost withQueues(
            PersistentMap<ShortString, QueueDefinition> changed, VhostPolicies changedPolicies) {
        return new VirtualHost(
                definition,
                exchanges,
                changed,
                byDestination,
                permissions,
                changedPolicies,
                parameters);
    }

    /// Adds a binding at both its ends. The source exists.
    VirtualHost with(Binding binding) {
        Destination to = binding.destination();
        PersistentSet<Binding> known = byDestination.get(to);
        PersistentSet<Binding> set = known == null ? ExtensionsKt.persistentHashSetOf() : known;
        return withByDestination(byDestination.putting(to, set.adding(binding)))
                .with(requireExchange(binding.source()).with(binding));
    }

    /// Takes a binding away at both its ends. The source exists and has it.
    VirtualHost without(Binding binding) {
        return withoutDestination(binding).with(requireExchange(binding.source()).without(binding));
    }

    /// Takes a binding away at its destination only: its source is about to go.
    VirtualHost withoutDestination(Binding binding) {
        Destination to = binding.destination();
        PersistentSet<Binding> known = byDestination.get(to);
        if (known == null) {
            return this;
        }
        PersistentSet<Binding> set = known.removing(binding);
        return withByDestination(
                set.isEmpty() ? byDestination.removing(to) : byDestination.putting(to, set));
    }

    private VirtualHost withByDestination(
            PersistentMap<Destination, PersistentSet<Binding>> changed) {
        return new VirtualHost(
                definition, exchanges, queues, changed, permissions, policies, parameters);
    }

    VirtualHost with(String user, Permission permission) {
        return with(user, rights(user).with(permission));
    }

    VirtualHost withoutPermission(String user) {
        return with(user, rights(user).with((Permission) null));
    }

    VirtualHost with(String user, Rights rights) {
        return withPermissions(
                rights.isNone() ? permissions.removing(user) : permissions.putting(user, rights));
    }

    @SuppressWarnings(
            "ReferenceEquality") // the library gives the same map back when nothing changed
    private VirtualHost withPermissions(PersistentMap<String, Rights> changed) {
        return changed == permissions
                ? this
                : new VirtualHost(
                        definition,
                        exchanges,
                        queues,
                        byDestination,
                        changed,
                        policies,
                        parameters);
    }

    /// With these policies of a kind, and what they make of all queues and exchanges.
    VirtualHost with(PolicyKind kind, PolicySet changed) {
        return new VirtualHost(
                definition,
                kind == PolicyKind.USER ? exchangesUnder(changed) : exchanges,
                queues,
                byDestination,
                permissions,
                policies.with(kind, changed, queues.values()),
                parameters);
    }

    /// Exchanges whose policy stays the same stay the same objects.
    private PersistentMap<ShortString, Exchange> exchangesUnder(PolicySet changed) {
        PersistentMap<ShortString, Exchange> result = exchanges;
        for (Exchange exchange : exchanges.values()) {
            Policy policy = changed.forExchangeOrNull(exchange.name());
            if (!Objects.equals(policy, exchange.policyOrNull())) {
                result = result.putting(exchange.name(), exchange.withPolicy(policy));
            }
        }
        return result;
    }

    VirtualHost with(ParameterName name, FieldValue value) {
        return withParameters(parameters.putting(name, value));
    }

    VirtualHost without(ParameterName name) {
        return withParameters(parameters.removing(name));
    }

    private VirtualHost withParameters(PersistentMap<ParameterName, FieldValue> changed) {
        return new VirtualHost(
                definition, exchanges, queues, byDestination, permissions, policies, changed);
    }
}
