package dev.warren.engine.queue;

import dev.warren.engine.message.Message;

/// How much may be on its way to one consumer: delivered by the queue and not yet written to the
/// socket.
///
/// It holds for every consumer, also without acknowledgements and across lanes, so that a slow
/// socket cannot fill the memory. A message may pass while the window is positive, however large it
/// is.
public final class DeliveryWindow {

    /// The largest window of a consumer. Who has many consumers chooses smaller ones for them
    /// ([ConsumerLimits]).
    public static final long WINDOW_BYTES = 512 << 10;

    /// What a delivery costs beside its body: method frame, content header and their bookkeeping.
    private static final int OVERHEAD_BYTES = 128;

    private DeliveryWindow() {}

    /// What a delivery takes from the window, and what [Queue#credit] has to return when it has
    /// been written.
    public static int cost(Message message) {
        return cost(message.bodyLength());
    }

    public static int cost(int bodyLength) {
        return OVERHEAD_BYTES + bodyLength;
    }
}
