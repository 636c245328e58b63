package dev.warren.engine.message;

import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;

/// What the broker knows of a message beside what its sender wrote. No client can set or see it; it
/// goes to the log with the message.
///
/// - `hasDied`: its `x-death` header was written by this broker, or counts as if. Without this the
///   header is whatever its sender put there.
/// - `blindKeys`: the routing keys of its `BCC` header, which recipients do not see.
public record Marks(boolean hasDied, List<ShortString> blindKeys) {

    /// A message of which nothing is to be remembered, as nearly all are.
    public static final Marks NONE = new Marks(false, List.of());

    /// How many bytes of blind keys are remembered, so that they always fit beside a record.
    private static final int BLIND_BYTES_MAX = 32_768;

    public Marks {
        blindKeys = List.copyOf(blindKeys);
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
        return new Marks(hasDied, kept);
    }

    public boolean isNone() {
        return !hasDied && blindKeys.isEmpty();
    }
}
