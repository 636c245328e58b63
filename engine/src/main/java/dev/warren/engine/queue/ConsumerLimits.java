package dev.warren.engine.queue;

/// How much a consumer may have: unacked messages, bytes on their way to its socket (see
/// [DeliveryWindow]), and time to acknowledge.
///
/// A prefetch of 0 is no limit; a consumer that takes without acknowledging has none whatever it
/// says.
///
/// @param holdMillisMax how long it may hold a message; 0 leaves that to the queue
public record ConsumerLimits(int prefetch, long windowBytes, long holdMillisMax) {

    public ConsumerLimits {
        if (prefetch < 0 || windowBytes <= 0 || holdMillisMax < 0) {
            throw new IllegalArgumentException(
                    "prefetch %d, window %d bytes, %d ms"
                            .formatted(prefetch, windowBytes, holdMillisMax));
        }
    }

    /// With the queue's time.
    public ConsumerLimits(int prefetch, long windowBytes) {
        this(prefetch, windowBytes, 0);
    }

    /// With the largest window.
    public static ConsumerLimits ofPrefetch(int prefetch) {
        return new ConsumerLimits(prefetch, DeliveryWindow.WINDOW_BYTES);
    }
}
