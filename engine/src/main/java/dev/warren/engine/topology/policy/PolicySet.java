package dev.warren.engine.topology.policy;

import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies of one kind in one virtual host, ready to be asked. Immutable.
///
/// Of those that match a name the one of the highest priority applies. Of equal ones RabbitMQ takes
/// any; here the first by name, so that every node takes the same.
public final class PolicySet {

    public static final PolicySet EMPTY = new PolicySet(List.of());

    private record Ready(Policy policy, PolicyPattern pattern, ApplyTo applyTo) {

        /// Who is asked first.
        int order(Ready other) {
            int byPriority = Long.compare(other.policy.priority(), policy.priority());
            return byPriority == 0 ? policy.name().compareTo(other.policy.name()) : byPriority;
        }
    }

    private final List<Ready> inOrder;

    private PolicySet(List<Ready> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    public int size() {
        return inOrder.size();
    }

    /// Those that are asked first come first.
    public List<Policy> policies() {
        return inOrder.stream().map(Ready::policy).toList();
    }

    public @Nullable Policy policyOrNull(String name) {
        for (Ready ready : inOrder) {
            if (ready.policy.name().equals(name)) {
                return ready.policy;
            }
        }
        return null;
    }

    /// The policy for a queue of this type, as in `x-queue-type`.
    public @Nullable Policy forQueueOrNull(ShortString name, String type) {
        for (Ready ready : inOrder) {
            if (ready.applyTo.isForQueues(type) && ready.pattern.matches(name)) {
                return ready.policy;
            }
        }
        return null;
    }

    public @Nullable Policy forExchangeOrNull(ShortString name) {
        for (Ready ready : inOrder) {
            if (ready.applyTo.isForExchanges() && ready.pattern.matches(name)) {
                return ready.policy;
            }
        }
        return null;
    }

    /// With this policy in place of one of the same name. Throws [IllegalArgumentException] when
    /// its pattern is no regular expression or its `applyTo` no word that is known.
    public PolicySet with(Policy policy) {
        ApplyTo applyTo = ApplyTo.ofOrNull(policy.applyTo());
        if (applyTo == null) {
            throw new IllegalArgumentException("unknown apply-to: " + policy);
        }
        List<Ready> changed = others(policy.name());
        changed.add(new Ready(policy, PolicyPattern.of(policy.pattern()), applyTo));
        changed.sort(Ready::order);
        return new PolicySet(changed);
    }

    public PolicySet without(String name) {
        return new PolicySet(others(name));
    }

    private List<Ready> others(String name) {
        List<Ready> others = new ArrayList<>(inOrder);
        others.removeIf(ready -> ready.policy.name().equals(name));
        return others;
    }
}
