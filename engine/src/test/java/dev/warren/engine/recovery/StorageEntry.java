package dev.warren.engine.recovery;

import org.jspecify.annotations.Nullable;

/// What is known of one message in one queue.
final class StorageEntry {

    final String queue;
    final long id;
    final byte[] content;

    /// Whether it has to survive once it is confirmed.
    final boolean isPersistent;

    boolean isConfirmed;

    /// A purge may have taken it.
    boolean mayBeGone;

    /// A bit of it was flipped on the disk.
    boolean isDamaged;

    boolean isDelivered;

    /// It was settled, perhaps in vain: it may be gone.
    boolean isDone;

    /// It is gone for good.
    boolean isDoneDurably;

    /// Who settled it; what a session says that is released at the same time may come too late.
    @Nullable StorageSession settler;

    StorageEntry(String queue, long id, byte[] content, boolean isPersistent) {
        this.queue = queue;
        this.id = id;
        this.content = content;
        this.isPersistent = isPersistent;
    }

    /// Somebody was told that it is gone.
    void goneForGood() {
        isDone = true;
        isDoneDurably = true;
        settler = null;
    }

    /// Settled by a session that was there to the end of it.
    boolean isSettledForSure() {
        return isDone && (settler == null || settler.isOpen);
    }
}
