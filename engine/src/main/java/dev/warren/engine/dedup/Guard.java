package dev.warren.engine.dedup;

import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.message.PassedKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an exchange that knows duplicates asks of the messages that pass it. The queues behind it
/// act on that, each for itself: what one of them has, another may lack.
///
/// @param scope stands for the exchange
/// @param ttlHeader the header in which a message may name a window of its own; empty if none
public record Guard(
        long scope, KeyRule rule, long windowMillis, int keysMax, ShortString ttlHeader) {

    /// A window that ends only when there are too many keys.
    public static final long ENDLESS = Long.MAX_VALUE;

    /// The number that stands for an exchange of that name, after a restart as well. None of those
    /// of [KeyMark].
    public static long scopeOf(ShortString exchange) {
        long number = new Fingerprint().ofName(exchange) >>> 1;
        return number == KeyMark.QUEUE ? 1 : number;
    }

    /// The key that a message takes in these queues; null when it has none.
    public @Nullable PassedKey keyOrNull(
            Message message, Fingerprint fingerprint, Set<Long> queues) {
        return fingerprint.take(rule, message)
                ? new PassedKey(
                        scope,
                        fingerprint.high(),
                        fingerprint.low(),
                        windowOf(message),
                        keysMax,
                        queues)
                : null;
    }

    private long windowOf(Message message) {
        if (ttlHeader.isEmpty()) {
            return windowMillis;
        }
        FieldValue value =
                ContentHeader.headerOrNull(message.content(), 0, message.headerLength(), ttlHeader);
        long own = value == null ? -1 : Fingerprint.numberOr(value, -1);
        return own > 0 ? own : windowMillis;
    }
}
