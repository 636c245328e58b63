package dev.warren.engine.retry;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;

/// How often a message was tried again in its queue, as its headers tell it.
///
/// Only what this broker wrote for this queue counts
/// ([dev.warren.engine.message.Marks#wasRetried]). Headers of these names from elsewhere are data,
/// and are overwritten at the first retry.
///
/// @param count how many retries so far
/// @param firstSeconds when the first was, in seconds since 1970; 0 if there was none
record RetryHistory(long count, long firstSeconds) {

    static final String COUNT = "x-retry-count";
    static final String REASON = "x-retry-reason";
    static final String FIRST_TIME = "x-retry-first-time";

    private static final RetryHistory NONE = new RetryHistory(0, 0);

    static RetryHistory of(Message message) {
        if (!message.marks().wasRetried()) {
            return NONE;
        }
        FieldTable headers = message.headers();
        return headers.get(COUNT) instanceof Int64(long count)
                        && headers.get(FIRST_TIME) instanceof Timestamp(long seconds)
                ? new RetryHistory(count, seconds)
                : NONE;
    }

    /// With one more retry.
    RetryHistory next(long nowSeconds) {
        return new RetryHistory(count + 1, count == 0 ? nowSeconds : firstSeconds);
    }

    /// The message with this history.
    Message in(Message message, DeathReason reason) {
        FieldTable headers =
                message.headers()
                        .with(COUNT, new Int64(count))
                        .with(REASON, reason.text())
                        .with(FIRST_TIME, new Timestamp(firstSeconds));
        return message.rewritten(
                message.exchange(),
                message.routingKey(),
                message.properties().withHeaders(headers),
                message.marks().withRetried(true));
    }
}
