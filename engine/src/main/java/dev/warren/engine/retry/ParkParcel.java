package dev.warren.engine.retry;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.transfer.Parcel;
import java.util.List;
import java.util.function.Supplier;

/// A message that is given up, on its way to the parking queue: as it was published, with the
/// history of its retries, and without an expiration. Its retries begin anew if that queue has
/// such.
final class ParkParcel implements Parcel {

    private final Message original;
    private final Supplier<List<Queue>> parking;

    /// @param parking the parking queue, if it is there
    ParkParcel(Message original, Supplier<List<Queue>> parking) {
        this.original = original;
        this.parking = parking;
    }

    @Override
    public Message original() {
        return original;
    }

    @Override
    public Message content() {
        return original.rewritten(
                original.exchange(),
                original.routingKey(),
                original.properties().toBuilder().expiration(null).build(),
                original.marks().withRetried(false));
    }

    @Override
    public List<Queue> targets() {
        return parking.get();
    }
}
