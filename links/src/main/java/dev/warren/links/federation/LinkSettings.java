package dev.warren.links.federation;

import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueDefinition;

/// How a link is to be done. When anything of it changes, the link begins anew.
///
/// @param policy the name of the policy that wants it
/// @param cluster what this broker calls itself
record LinkSettings(Upstream upstream, String policy, String cluster, Target target) {

    /// What messages come to.
    sealed interface Target {}

    record ToExchange(ExchangeDefinition definition) implements Target {}

    record ToQueue(QueueDefinition definition) implements Target {}
}
