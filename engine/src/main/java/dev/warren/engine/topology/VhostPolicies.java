package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.engine.topology.policy.PolicySet;
import java.util.Collection;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/// The policies of a virtual host, and what they make of its queues, worked out once for each
/// change. Immutable.
///
/// A queue without a policy has no entry, so that a host without policies pays nothing.
public final class VhostPolicies {

    static final VhostPolicies NONE =
            new VhostPolicies(PolicySet.EMPTY, PolicySet.EMPTY, ExtensionsKt.persistentHashMapOf());

    private final PolicySet user;
    private final PolicySet operator;
    private final PersistentMap<ShortString, QueuePolicy> byQueue;

    private VhostPolicies(
            PolicySet user, PolicySet operator, PersistentMap<ShortString, QueuePolicy> byQueue) {
        this.user = user;
        this.operator = operator;
        this.byQueue = byQueue;
    }

    public PolicySet of(PolicyKind kind) {
        return kind == PolicyKind.USER ? user : operator;
    }

    /// What applies to the queue of this name by policy; null when no policy does.
    public @Nullable QueuePolicy ofQueueOrNull(ShortString queue) {
        return byQueue.get(queue);
    }

    VhostPolicies with(QueueDefinition queue) {
        QueuePolicy policy = match(queue, byQueue.get(queue.name()), null, FieldTable.EMPTY);
        return policy == null
                ? without(queue)
                : new VhostPolicies(user, operator, byQueue.putting(queue.name(), policy));
    }

    VhostPolicies without(QueueDefinition queue) {
        return byQueue.containsKey(queue.name())
                ? new VhostPolicies(user, operator, byQueue.removing(queue.name()))
                : this;
    }

    /// With these policies of a kind. One pass over the queues.
    VhostPolicies with(PolicyKind kind, PolicySet changed, Collection<QueueDefinition> queues) {
        VhostPolicies now =
                kind == PolicyKind.USER
                        ? new VhostPolicies(changed, operator, byQueue)
                        : new VhostPolicies(user, changed, byQueue);
        PersistentMap.Builder<ShortString, QueuePolicy> builder = byQueue.builder();
        QueuePolicy last = null;
        FieldTable lastArguments = FieldTable.EMPTY;
        for (QueueDefinition queue : queues) {
            QueuePolicy before = byQueue.get(queue.name());
            QueuePolicy after = now.match(queue, before, last, lastArguments);
            if (after != null) {
                last = after;
                lastArguments = queue.arguments();
            }
            if (after == null && before != null) {
                builder.remove(queue.name());
            } else if (after != null && !after.equals(before)) {
                builder.put(queue.name(), after);
            }
        }
        return new VhostPolicies(now.user, now.operator, builder.build());
    }

    /// Queues of one kind often come together: what was worked out for the last one is taken again
    /// when it has the same arguments and policies.
    @SuppressWarnings("ReferenceEquality") // a policy set gives the same objects again and again
    private @Nullable QueuePolicy match(
            QueueDefinition queue,
            @Nullable QueuePolicy known,
            @Nullable QueuePolicy last,
            FieldTable lastArguments) {
        if (user.isEmpty() && operator.isEmpty()) {
            return null;
        }
        String type = queue.type().name();
        Policy byUser = user.forQueueOrNull(queue.name(), type);
        Policy byOperator = operator.forQueueOrNull(queue.name(), type);
        if (byUser == null && byOperator == null) {
            return null;
        }
        if (last != null
                && last.policy() == byUser
                && last.operator() == byOperator
                && lastArguments.equals(queue.arguments())) {
            return last;
        }
        QueueSettings settings =
                QueueSettings.of(queue.arguments(), definitionOf(byUser), definitionOf(byOperator));
        QueuePolicy policy = new QueuePolicy(byUser, byOperator, settings);
        return policy.equals(known) ? known : policy;
    }

    private static @Nullable FieldTable definitionOf(@Nullable Policy policy) {
        return policy == null ? null : policy.definition();
    }
}
