package dev.warren.engine.traffic;

/// What is counted for a channel, whatever kind of queue it is about. Those up to [#DECLARED] only
/// grow, the others are set.
public enum ChannelCounter {
    /// Messages that the client has published.
    PUBLISHED,
    /// Those of them that are to be confirmed.
    PUBLISHED_FOR_CONFIRM,
    /// Messages that were confirmed with an ack.
    CONFIRMED,
    /// Messages that were refused with a nack.
    REFUSED,
    /// Copies of published messages that went to queues.
    ROUTED,
    /// Messages that found no queue and went back to the publisher.
    RETURNED,
    /// Messages that found no queue and are gone.
    DROPPED,
    /// Deliveries that are no longer unacked: acked, rejected, requeued or taken back.
    SETTLED,
    /// Times that a queue was declared, also one that was there.
    DECLARED,
    /// 1 when the channel confirms.
    IS_CONFIRMING,
    /// 1 when the channel is transactional.
    IS_TRANSACTIONAL,
    /// The prefetch of new consumers; 0 is no limit.
    PREFETCH,
    /// The prefetch of all consumers of the channel together; 0 is no limit.
    CHANNEL_PREFETCH
}
