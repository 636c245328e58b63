package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyCheck;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.engine.topology.policy.PolicySet;
import java.util.List;

/// What RabbitMQ asks of setting and clearing policies. 406 with its text when one is refused: who
/// sets policies has no channel, and takes the text only.
final class PolicyRules {

    /// How many policies of one kind a virtual host may have: each is asked about each new queue.
    static final int POLICIES_MAX = 1000;

    private PolicyRules() {}

    static void set(VhostDraft draft, PolicyKind kind, Policy policy) {
        List<String> faults = PolicyCheck.faults(kind, policy);
        if (!faults.isEmpty()) {
            throw ParameterRules.invalid(String.join("\n", faults));
        }
        PolicySet policies = draft.vhost().policies().of(kind);
        Policy known = policies.policyOrNull(policy.name());
        if (known == null && policies.size() >= POLICIES_MAX) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "cannot set policy '%s': policy limit in vhost '%s' (%d) is reached",
                    policy.name(),
                    draft.vhost().name(),
                    POLICIES_MAX);
        }
        if (!policy.equals(known)) {
            draft.set(kind, policy);
        }
    }

    static void clear(VhostDraft draft, PolicyKind kind, String name) {
        if (draft.vhost().policies().of(kind).policyOrNull(name) == null) {
            throw ParameterRules.missing();
        }
        draft.clear(kind, name);
    }
}
