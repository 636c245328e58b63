package dev.warren.management.metrics;

import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.management.sample.Columns;
import dev.warren.management.sample.Pulse;
import dev.warren.management.sample.Track;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The numbers of queues, in RabbitMQ's groups and one of our own.
final class QueueFamilies {

    /// A queue that is looked at.
    ///
    /// @param labels which it is
    /// @param pulse null while nothing is sampled, and so is the track
    record Seen(
            String labels,
            QueueCounters counters,
            @Nullable Pulse pulse,
            @Nullable Track track,
            long nowMillis) {

        long of(QueueCounter counter) {
            return counters.of(counter);
        }

        double oldestSeconds() {
            return pulse == null ? Double.NaN : pulse.oldestSeconds(nowMillis);
        }

        double capacity() {
            return pulse == null ? 0 : pulse.capacity();
        }

        /// How long what is ready lasts at the pace of the last seconds, if nothing comes.
        double drainSeconds() {
            long ready = counters.of(QueueCounter.READY);
            double pace = track == null ? Double.NaN : track.rate(Columns.DELIVER_GET);
            return ready == 0 ? 0 : ready / pace;
        }
    }

    /// `queue_coarse_metrics`
    static final List<Family<Seen>> COARSE =
            List.of(
                    gauge(
                            "queue_messages_ready",
                            "Messages ready to be delivered to consumers",
                            queue -> queue.of(QueueCounter.READY)),
                    gauge(
                            "queue_messages_unacked",
                            "Messages delivered to consumers but not yet acknowledged",
                            queue -> queue.of(QueueCounter.UNACKED)),
                    gauge(
                            "queue_messages",
                            "Sum of ready and unacknowledged messages - total queue depth",
                            queue ->
                                    queue.of(QueueCounter.READY) + queue.of(QueueCounter.UNACKED)));

    /// `queue_consumer_count`
    static final List<Family<Seen>> CONSUMERS =
            List.of(
                    gauge(
                            "queue_consumers",
                            "Consumers on a queue",
                            queue -> queue.of(QueueCounter.CONSUMERS)));

    /// `queue_metrics`, without the consumers
    static final List<Family<Seen>> MORE =
            List.of(
                    gauge("queue_consumer_capacity", "Consumer capacity", Seen::capacity),
                    gauge(
                            "queue_consumer_utilisation",
                            "Same as consumer capacity",
                            Seen::capacity),
                    gauge(
                            "queue_messages_bytes",
                            "Size in bytes of ready and unacknowledged messages",
                            queue ->
                                    queue.of(QueueCounter.READY_BYTES)
                                            + queue.of(QueueCounter.UNACKED_BYTES)),
                    gauge(
                            "queue_messages_ready_bytes",
                            "Size in bytes of ready messages",
                            queue -> queue.of(QueueCounter.READY_BYTES)),
                    gauge(
                            "queue_messages_unacked_bytes",
                            "Size in bytes of all unacknowledged messages",
                            queue -> queue.of(QueueCounter.UNACKED_BYTES)));

    /// What has been published to a queue. RabbitMQ's sum over all is
    /// [ClientFamilies#PUBLISHED_TO_QUEUES].
    static final List<Family<Seen>> PUBLISHED =
            List.of(
                    counter(
                            "queue_messages_published_total",
                            ClientFamilies.PUBLISHED_TO_QUEUES,
                            queue -> queue.of(QueueCounter.PUBLISHED)));

    /// `warren_queue_metrics`
    static final List<Family<Seen>> WARREN =
            List.of(
                    gauge(
                            "queue_oldest_message_age_seconds",
                            "How long the oldest message has been in the queue, estimated from"
                                    + " what came and went",
                            Seen::oldestSeconds),
                    gauge(
                            "queue_drain_seconds",
                            "How long consumers need for the ready messages at their present pace;"
                                    + " +Inf when nothing is taken",
                            Seen::drainSeconds),
                    gauge(
                            "queue_messages_waiting",
                            "Messages that wait beside the queue until it is their time",
                            queue -> queue.of(QueueCounter.WAITING)),
                    counter(
                            "queue_messages_deduplicated_total",
                            "New messages that had come before and were not taken once more",
                            queue -> queue.of(QueueCounter.DUPLICATES)),
                    counter(
                            "queue_deduplication_keys_forgotten_total",
                            "Keys that were forgotten before their time because there were too"
                                    + " many",
                            queue -> queue.of(QueueCounter.KEYS_FORGOTTEN)),
                    counter(
                            "queue_messages_retried_total",
                            "Deliveries that failed and are tried again later",
                            queue -> queue.of(QueueCounter.RETRIED)),
                    counter(
                            "queue_messages_parked_total",
                            "Messages that were given up and went to the parking queue",
                            queue -> queue.of(QueueCounter.PARKED)),
                    counter(
                            "queue_messages_lost_total",
                            "Messages that the disk could not give back",
                            queue -> queue.of(QueueCounter.LOST)));

    private QueueFamilies() {}

    private static Family<Seen> gauge(String name, String help, ToDoubleFunction<Seen> value) {
        return Family.gauge(name, help, value);
    }

    private static Family<Seen> counter(String name, String help, ToDoubleFunction<Seen> value) {
        return Family.counter(name, help, value);
    }
}
