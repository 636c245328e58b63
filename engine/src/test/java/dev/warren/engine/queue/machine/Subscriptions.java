package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerPriority;
import dev.warren.engine.queue.DeliveryWindow;
import java.util.Random;

/// Consumers as tests of the machine subscribe them: with the largest window unless said otherwise.
final class Subscriptions {

    private static final long[] WINDOWS = {1, 5_000, DeliveryWindow.WINDOW_BYTES};

    private static final long[] PRIORITIES = {0, 0, 0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE};

    private Subscriptions() {}

    static Subscription free(long session, int prefetch) {
        return new Subscription(
                session,
                ConsumerLimits.ofPrefetch(prefetch),
                ConsumerPriority.DEFAULT,
                false,
                false,
                false);
    }

    static Subscription gated(long session, int prefetch) {
        return new Subscription(
                session,
                ConsumerLimits.ofPrefetch(prefetch),
                ConsumerPriority.DEFAULT,
                false,
                false,
                true);
    }

    static Subscription ofPriority(long session, int prefetch, long priority) {
        return new Subscription(
                session, ConsumerLimits.ofPrefetch(prefetch), priority, false, false, false);
    }

    static Subscription ofWindow(long session, long windowBytes) {
        return new Subscription(
                session,
                new ConsumerLimits(0, windowBytes),
                ConsumerPriority.DEFAULT,
                false,
                false,
                false);
    }

    static Subscription any(Random random, long session) {
        return new Subscription(
                session,
                new ConsumerLimits(random.nextInt(4), WINDOWS[random.nextInt(WINDOWS.length)]),
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                random.nextInt(3) == 0,
                random.nextInt(10) == 0,
                false);
    }
}
