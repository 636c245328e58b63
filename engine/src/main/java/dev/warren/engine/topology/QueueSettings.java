package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.KeyRule;
import org.jspecify.annotations.Nullable;

/// What applies to one queue, once its arguments, its policy and its operator policy have been
/// brought together. Immutable, compared by value. What is null does not apply.
public record QueueSettings(
        QueueType type,
        Lifetimes lifetimes,
        LengthLimit length,
        DeadLettering deadLettering,
        Delivering delivering,
        Streaming streaming,
        Deduplication deduplication) {

    /// A classic queue of which nobody asked anything.
    public static final QueueSettings NONE = of(FieldTable.EMPTY, null, null);

    /// How many failed deliveries a quorum queue bears when nobody says another number.
    public static final long QUORUM_DELIVERY_LIMIT = 20;

    /// How large the segments of a stream grow when nobody says.
    public static final long SEGMENT_BYTES = 500_000_000;

    /// How large the filters of a stream's chunks are when nobody says.
    public static final int FILTER_BYTES = 16;

    /// Of queues that are no streams, or of which nobody said more.
    public static final Streaming STREAMING = new Streaming(null, SEGMENT_BYTES, FILTER_BYTES);

    /// How long messages stay ready at most (0: gone unless they can be delivered at once), and how
    /// long the queue stays unused. Both in milliseconds.
    public record Lifetimes(@Nullable Long messageTtlMillis, @Nullable Long expiresMillis) {}

    /// How many ready messages there may be, how many bytes their bodies may have together, and
    /// what happens to one more.
    public record LengthLimit(
            @Nullable Long messagesMax, @Nullable Long bytesMax, Overflow overflow) {}

    /// What happens when a queue is full.
    public enum Overflow {
        /// The oldest ready message makes room.
        DROP_HEAD,
        /// The new one is not taken; its publisher gets a nack.
        REJECT_PUBLISH,
        /// The same, and the new one is dead-lettered. Never for quorum queues.
        REJECT_PUBLISH_DLX
    }

    /// Where dead letters go. Without an exchange there are none; without a key they keep theirs.
    public record DeadLettering(
            @Nullable ShortString exchange,
            @Nullable ShortString routingKey,
            DeadLetterStrategy strategy) {}

    /// How safe dead letters are on their way.
    public enum DeadLetterStrategy {
        AT_MOST_ONCE,
        /// Only for a quorum queue that dead-letters and rejects when it is full.
        AT_LEAST_ONCE
    }

    /// How messages go out.
    ///
    /// - `maxPriority`: the highest priority that messages are told apart by, 1 to 255.
    /// - `singleActiveConsumer`: only one consumer at a time is served.
    /// - `deliveryLimit`: how many times a message may fail before it is dropped or dead-lettered.
    /// - `consumerTimeoutMillis`: how long a delivery may stay unacked, 0 for ever; null leaves it
    ///   to the node.
    /// - `waiting`: what waits beside the queue before.
    public record Delivering(
            @Nullable Integer maxPriority,
            boolean singleActiveConsumer,
            @Nullable Long deliveryLimit,
            @Nullable Long consumerTimeoutMillis,
            Waiting waiting) {

        Delivering withConsumerTimeout(@Nullable Long millis) {
            return new Delivering(
                    maxPriority, singleActiveConsumer, deliveryLimit, millis, waiting);
        }
    }

    /// What waits beside the queue before it is ready in it.
    ///
    /// - `deliveryDelayMillis`: how long everything that is published to it waits; 0 if not at all.
    /// - `retrying`: how what fails is tried again; null if it goes as in any queue.
    public record Waiting(long deliveryDelayMillis, @Nullable Retrying retrying) {

        /// Nothing waits.
        public static final Waiting NOTHING = new Waiting(0, null);
    }

    public Waiting waiting() {
        return delivering.waiting();
    }

    /// The same with the node's time for what stays unacked, unless the queue has one of its own.
    public QueueSettings withNodeConsumerTimeout(@Nullable Long millis) {
        return delivering.consumerTimeoutMillis() != null
                ? this
                : new QueueSettings(
                        type,
                        lifetimes,
                        length,
                        deadLettering,
                        delivering.withConsumerTimeout(millis),
                        streaming,
                        deduplication);
    }

    /// Which messages are taken for ones that have come before.
    ///
    /// - `windowMillis`: how long a key is taken; null if the queue has no window.
    /// - `key`: what of a message is its key within the window.
    /// - `keysMax`: how many keys the window holds at most.
    /// - `whilePresent`: also a message whose `x-deduplication-header` is that of one in the queue.
    public record Deduplication(
            @Nullable Long windowMillis, KeyRule key, int keysMax, boolean whilePresent) {

        public boolean isAsked() {
            return windowMillis != null || whilePresent;
        }
    }

    /// How a stream is kept, beside the bytes of [LengthLimit].
    ///
    /// - `ageMaxMillis`: segments go whose youngest message is older.
    /// - `segmentBytesMax`: how large a segment grows.
    /// - `filterBytes`: the size of the filters of its chunks.
    public record Streaming(@Nullable Long ageMaxMillis, long segmentBytesMax, int filterBytes) {}

    /// The settings of a queue with these arguments, which are checked already, under these
    /// definitions of a policy and an operator policy.
    ///
    /// The arguments name a type that is served; else [IllegalStateException].
    public static QueueSettings of(
            FieldTable arguments, @Nullable FieldTable policy, @Nullable FieldTable operator) {
        return new SettingsMerge(arguments, policy, operator).settings();
    }
}
