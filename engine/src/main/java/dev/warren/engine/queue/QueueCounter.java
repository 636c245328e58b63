package dev.warren.engine.queue;

/// What is counted for a queue. Those up to [#LOST] only grow, the others go up and down.
public enum QueueCounter {
    PUBLISHED,
    /// Deliveries to consumers that acknowledge.
    DELIVERED_MANUAL,
    /// Deliveries to consumers that do not.
    DELIVERED_AUTO,
    /// Those of all deliveries and gets that were marked redelivered.
    REDELIVERED,
    GOT_MANUAL,
    GOT_AUTO,
    /// Gets that found nothing.
    GOT_EMPTY,
    ACKED,
    /// New messages that a full queue has not taken.
    REFUSED,
    /// Messages whose time was over.
    EXPIRED,
    /// Messages that had to make room.
    DROPPED,
    /// Messages that were rejected for good.
    REJECTED,
    /// Messages whose deliveries failed too often: they were given up.
    FAILED,
    /// Deliveries that failed and were not put back at once, because the queue tries again later:
    /// the last one of each message too.
    RETRIED,
    /// Messages that were given up and went to the parking queue.
    PARKED,
    /// Those of them that went to the office for dead letters.
    DEAD_LETTERED_EXPIRED,
    DEAD_LETTERED_MAXLEN,
    DEAD_LETTERED_REJECTED,
    DEAD_LETTERED_DELIVERY_LIMIT,
    /// New messages that had come before, and were not taken once more.
    DUPLICATES,
    /// Keys of messages that were forgotten before their time, because there were too many.
    KEYS_FORGOTTEN,
    /// Messages that the disk could not give back.
    LOST,
    READY,
    /// Messages that wait beside the queue until it is their time.
    WAITING,
    UNACKED,
    CONSUMERS,
    /// 1 while a consumer has room for a message and does not stand back behind others by a
    /// negative priority, 0 otherwise.
    AWAITED,
    /// Bytes of the bodies of ready messages.
    READY_BYTES,
    /// Bytes of the bodies of unacked messages.
    UNACKED_BYTES,
    /// Bytes of memory for what the queue knows of its messages, beside what its store has.
    INDEX_BYTES;

    /// What counts the messages that died of it.
    public static QueueCounter died(DeathReason reason) {
        return switch (reason) {
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
            case MAXLEN -> DROPPED;
            case DELIVERY_LIMIT -> FAILED;
            case RETRY_REJECTED, RETRY_REQUEUED, RETRY_CRASHED, RETRY_TIMEOUT -> RETRIED;
        };
    }

    /// What counts the dead letters of that kind.
    public static QueueCounter deadLettered(DeathReason reason) {
        return switch (reason) {
            case REJECTED -> DEAD_LETTERED_REJECTED;
            case EXPIRED -> DEAD_LETTERED_EXPIRED;
            case MAXLEN -> DEAD_LETTERED_MAXLEN;
            case DELIVERY_LIMIT -> DEAD_LETTERED_DELIVERY_LIMIT;
            case RETRY_REJECTED, RETRY_REQUEUED, RETRY_CRASHED, RETRY_TIMEOUT ->
                    throw new IllegalArgumentException(reason + " makes no dead letters");
        };
    }
}
