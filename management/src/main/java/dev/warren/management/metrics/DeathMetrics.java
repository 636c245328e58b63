package dev.warren.management.metrics;

import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.DeathToll.Fate;
import dev.warren.engine.traffic.QueueKind;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// Which messages queues did away with: RabbitMQ's `rabbitmq_global_messages_dead_lettered_*`. With
/// `dead_letter_strategy="disabled"` are those that are gone, because the queue has no exchange for
/// dead letters.
///
/// What cannot be (at least once from a classic queue) has no sample, as there.
final class DeathMetrics {

    private static final String BEGINNING = "rabbitmq_global_messages_dead_lettered_";

    private final Exposition out;
    private final List<DeathToll> tolls;

    /// @param tolls one for each lane
    DeathMetrics(Exposition out, List<DeathToll> tolls) {
        this.out = out;
        this.tolls = tolls;
    }

    void write() {
        reason(DeathReason.EXPIRED, "due to message TTL exceeded");
        reason(DeathReason.REJECTED, "due to basic.reject or basic.nack");
        reason(DeathReason.MAXLEN, "due to overflow drop-head or reject-publish-dlx");
        reason(DeathReason.DELIVERY_LIMIT, "due to delivery-limit exceeded");
        family("confirmed_total", "and confirmed by target queues");
        sample("confirmed_total", QueueKind.QUORUM, Fate.AT_LEAST_ONCE, sum(DeathToll::confirmed));
    }

    private void reason(DeathReason reason, String why) {
        String name = reason.text() + "_total";
        family(name, why);
        for (QueueKind kind : List.of(QueueKind.CLASSIC, QueueKind.QUORUM)) {
            for (Fate fate : Fate.values()) {
                if (canBe(kind, fate, reason)) {
                    sample(name, kind, fate, sum(toll -> toll.of(kind, fate, reason)));
                }
            }
        }
    }

    /// At least once needs a quorum queue that refuses what is too much. Other queues than these
    /// have a limit of deliveries here too.
    private static boolean canBe(QueueKind kind, Fate fate, DeathReason reason) {
        return fate != Fate.AT_LEAST_ONCE
                || (kind == QueueKind.QUORUM && reason != DeathReason.MAXLEN);
    }

    private void family(String name, String why) {
        out.family(
                BEGINNING + name,
                MetricType.COUNTER,
                "Total number of messages dead-lettered " + why);
    }

    private void sample(String name, QueueKind kind, Fate fate, long value) {
        out.sample(
                BEGINNING + name,
                Labels.of(
                        "queue_type",
                        kind.module(),
                        "dead_letter_strategy",
                        fate.name().toLowerCase(Locale.ROOT)),
                value);
    }

    private long sum(ToLongFunction<DeathToll> part) {
        return tolls.stream().mapToLong(part).sum();
    }
}
