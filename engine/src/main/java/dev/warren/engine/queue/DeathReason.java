package dev.warren.engine.queue;

/// Why a queue does away with a message that nobody has acknowledged. The texts of the first four
/// stand in `x-death` (RabbitMQ), the others in `x-retry-reason`.
public enum DeathReason {
    /// A consumer rejected it and did not want it back in the queue.
    REJECTED("rejected"),
    /// Its time to live was over.
    EXPIRED("expired"),
    /// The queue was full.
    MAXLEN("maxlen"),
    /// It was delivered too often.
    DELIVERY_LIMIT("delivery_limit"),

    /// As [#REJECTED], and the queue tries such again later.
    RETRY_REJECTED("rejected"),
    /// A consumer wanted it back in the queue, and the queue tries such again later.
    RETRY_REQUEUED("requeued"),
    /// Who had it is gone, and the queue tries such again later.
    RETRY_CRASHED("crashed"),
    /// A consumer had it for too long, and the queue tries such again later.
    RETRY_TIMEOUT("timeout");

    private final String text;

    DeathReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// Whether the message is not dead for good: it is to come back.
    public boolean isRetry() {
        return switch (this) {
            case REJECTED, EXPIRED, MAXLEN, DELIVERY_LIMIT -> false;
            case RETRY_REJECTED, RETRY_REQUEUED, RETRY_CRASHED, RETRY_TIMEOUT -> true;
        };
    }
}
