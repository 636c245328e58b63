package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;

/// What the machine has to know of somebody who wants to consume. A gated one needs grants from its
/// channel, at first.
public record Subscription(
        long session,
        ConsumerLimits limits,
        long priority,
        boolean noAck,
        boolean exclusive,
        boolean gated) {

    public static Subscription of(ConsumerSpec spec, boolean gated) {
        return new Subscription(
                spec.session(),
                spec.limits(),
                spec.priority(),
                spec.noAck(),
                spec.exclusive(),
                gated);
    }
}
