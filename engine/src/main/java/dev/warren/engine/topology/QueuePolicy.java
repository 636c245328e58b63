package dev.warren.engine.topology;

import dev.warren.engine.topology.policy.Policy;
import org.jspecify.annotations.Nullable;

/// The policies that apply to a queue, at least one, and what comes of them.
public record QueuePolicy(
        @Nullable Policy policy, @Nullable Policy operator, QueueSettings settings) {}
