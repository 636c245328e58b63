package dev.warren.engine.queue;

/// Why a queue does away with a message that nobody has acknowledged. The names are those that
/// stand in `x-death` (RabbitMQ).
public enum DeathReason {
    /// A consumer rejected it and did not want it back in the queue.
    REJECTED("rejected"),
    /// Its time to live was over.
    EXPIRED("expired"),
    /// The queue was full.
    MAXLEN("maxlen"),
    /// It was delivered too often.
    DELIVERY_LIMIT("delivery_limit");

    private final String text;

    DeathReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
