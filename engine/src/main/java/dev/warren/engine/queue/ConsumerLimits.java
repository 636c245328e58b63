package dev.warren.engine.queue;

/// How much a consumer may have: unacked messages, and bytes on their way to its socket (see
/// [DeliveryWindow]).
///
/// A prefetch of 0 is no limit; a consumer that takes without acknowledging has none whatever it
/// says.
public record ConsumerLimits(int prefetch, long windowBytes) {

    public ConsumerLimits {
        if (prefetch < 0 || windowBytes <= 0) {
            throw new IllegalArgumentException(
                    "prefetch " + prefetch + ", window " + windowBytes + " bytes");
        }
    }

    /// With the largest window.
    public static ConsumerLimits ofPrefetch(int prefetch) {
        return new ConsumerLimits(prefetch, DeliveryWindow.WINDOW_BYTES);
    }
}
