package dev.warren.engine.memory;

import java.util.function.LongSupplier;

/// Says when memory is so short that messages should leave it for the disk, and clients that read
/// slowly should be given less of it. Any thread may ask.
///
/// That is well before the alarm: at half of what the alarm allows, as RabbitMQ's
/// `vm_memory_high_watermark_paging_ratio` had it. Not where it is nearly all [Holder#INDEXES]:
/// these grow when messages leave for the disk.
public final class Paging {

    private static final int SHARE = 2;

    /// Below such a share of the limit there is not enough that could leave.
    private static final int MOVABLE_SHARE = 8;

    private final ByteLedger ledger;
    private final LongSupplier limitBytes;

    /// @param limitBytes at what the memory alarm is set
    public Paging(ByteLedger ledger, LongSupplier limitBytes) {
        this.ledger = ledger;
        this.limitBytes = limitBytes;
    }

    public boolean isDue() {
        long held = ledger.totalBytes();
        long limit = limitBytes.getAsLong();
        return held > limit / SHARE
                && held - ledger.bytesOf(Holder.INDEXES) > limit / MOVABLE_SHARE;
    }

    public long heldBytes() {
        return ledger.totalBytes();
    }
}
