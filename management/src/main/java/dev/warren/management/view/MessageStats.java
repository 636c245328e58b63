package dev.warren.management.view;

import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import java.util.LinkedHashMap;
import java.util.Map;

/// What has gone through a queue, by RabbitMQ's names. There are totals and no rates: nothing is
/// sampled over time yet.
public final class MessageStats {

    private MessageStats() {}

    /// Empty while nothing has happened, as in RabbitMQ.
    static Map<String, Object> of(QueueCounters counters) {
        Map<String, Long> sums = new LinkedHashMap<>();
        add(sums, counters);
        return inJson(sums);
    }

    /// Adds a queue's numbers to sums over many.
    public static void add(Map<String, Long> sums, QueueCounters counters) {
        long delivered = counters.of(QueueCounter.DELIVERED_MANUAL);
        long deliveredAuto = counters.of(QueueCounter.DELIVERED_AUTO);
        long got = counters.of(QueueCounter.GOT_MANUAL);
        long gotAuto = counters.of(QueueCounter.GOT_AUTO);
        plus(sums, "publish", counters.of(QueueCounter.PUBLISHED));
        plus(sums, "ack", counters.of(QueueCounter.ACKED));
        plus(sums, "deliver", delivered);
        plus(sums, "deliver_no_ack", deliveredAuto);
        plus(sums, "get", got);
        plus(sums, "get_no_ack", gotAuto);
        plus(sums, "get_empty", counters.of(QueueCounter.GOT_EMPTY));
        plus(sums, "deliver_get", delivered + deliveredAuto + got + gotAuto);
        plus(sums, "redeliver", counters.of(QueueCounter.REDELIVERED));
    }

    private static void plus(Map<String, Long> sums, String key, long number) {
        sums.merge(key, number, Long::sum);
    }

    /// Empty when all are zero.
    public static Map<String, Object> inJson(Map<String, Long> sums) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (sums.values().stream().anyMatch(sum -> sum != 0)) {
            view.putAll(sums);
        }
        return view;
    }
}
