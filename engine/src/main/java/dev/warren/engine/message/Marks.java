package dev.warren.engine.message;

import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;

/// What the broker knows of a message beside what its sender wrote. No client can set or see it; it
/// goes to the log with the message.
///
/// - `hasDied`: its `x-death` header was written by this broker, or counts as if. Without this the
///   header is whatever its sender put there.
/// - `wasRetried`: the same for its headers `x-retry-...`, and they tell of the queue that it is
///   in.
/// - `blindKeys`: the routing keys of its `BCC` header, which recipients do not see.
public record Marks(boolean hasDied, boolean wasRetried, List<ShortString> blindKeys) {

    /// A message of which nothing is to be remembered, as nearly all are.
    public static final Marks NONE = new Marks(false, List.of());

    /// How many bytes of blind keys are remembered, so that they always fit beside a record.
    private static final int BLIND_BYTES_MAX = 32_768;

    public Marks {
        blindKeys = List.copyOf(blindKeys);
    }

    /// Of a message that was not retried.
    public Marks(boolean hasDied, List<ShortString> blindKeys) {
        this(hasDied, false, blindKeys);
    }

    /// The same of a message that was retried, or is to begin anew with that.
    public Marks withRetried(boolean isRetried) {
        return new Marks(hasDied, isRetried, blindKeys);
    }

    /// The same with these blind keys. Those beyond 32 KiB are forgotten: they count where the
    /// message is published, and not if it is dead-lettered.
    public Marks withBlindKeys(List<ShortString> keys) {
        List<ShortString> kept = new ArrayList<>();
        int bytes = 0;
        for (ShortString key : keys) {
            bytes += 1 + key.length();
            if (bytes <= BLIND_BYTES_MAX) {
                kept.add(key);
            }
        }
        return new Marks(hasDied, wasRetried, kept);
    }

    /// Whether it was not published to come to the queue that it is in, but moved.
    public boolean hasComeBefore() {
        return hasDied || wasRetried;
    }

    public boolean isNone() {
        return !hasDied && !wasRetried && blindKeys.isEmpty();
    }
}
