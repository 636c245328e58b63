package dev.warren.engine.memory;

import java.util.function.LongSupplier;

/// Says when memory is so short that messages should leave it for the disk, and clients that read
/// slowly should be given less of it. Any thread may ask.
///
/// That is well before the alarm: at half of what the alarm allows, as RabbitMQ's
/// `vm_memory_high_watermark_paging_ratio` had it.
public final class Paging {

    private static final int SHARE = 2;

    private final ByteLedger ledger;
    private final LongSupplier limitBytes;

    /// @param limitBytes at what the memory alarm is set
    public Paging(ByteLedger ledger, LongSupplier limitBytes) {
        this.ledger = ledger;
        this.limitBytes = limitBytes;
    }

    public boolean isDue() {
        return ledger.totalBytes() > limitBytes.getAsLong() / SHARE;
    }

    public long heldBytes() {
        return ledger.totalBytes();
    }
}
