package dev.warren.management.metrics;

import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import java.util.List;

/// The numbers of exchanges that delay; others have none of their own.
final class ExchangeFamilies {

    /// An exchange that is looked at.
    ///
    /// @param labels which it is
    /// @param counters of what waits there
    record Seen(String labels, QueueCounters counters) {}

    /// `warren_exchange_metrics`
    static final List<Family<Seen>> WARREN =
            List.of(
                    Family.gauge(
                            "exchange_messages_waiting",
                            "Messages that wait at the exchange until it is their time",
                            exchange -> exchange.counters().of(QueueCounter.READY)),
                    Family.counter(
                            "exchange_messages_deduplicated_total",
                            "Messages with a delay that had come before and do not wait once more",
                            exchange -> exchange.counters().of(QueueCounter.DUPLICATES)),
                    Family.counter(
                            "exchange_deduplication_keys_forgotten_total",
                            "Keys that were forgotten before their time because there were too"
                                    + " many",
                            exchange -> exchange.counters().of(QueueCounter.KEYS_FORGOTTEN)));

    private ExchangeFamilies() {}
}
