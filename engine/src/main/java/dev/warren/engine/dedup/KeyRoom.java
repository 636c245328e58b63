package dev.warren.engine.dedup;

/// What the keys of a queue may take of the node's memory, and who hears what becomes of them.
public interface KeyRoom {

    /// As much as it likes, and nobody hears.
    KeyRoom UNLIMITED =
            new KeyRoom() {
                @Override
                public boolean mayTake(long bytes) {
                    return true;
                }

                @Override
                public void taken(long bytes) {}

                @Override
                public void forgotten(long keys) {}
            };

    /// Whether there is room for so many bytes more.
    boolean mayTake(long bytes);

    /// The keys take so many bytes more; less when negative.
    void taken(long bytes);

    /// So many keys had to go before their time.
    void forgotten(long keys);

    /// Spreads the keys, so that nobody who chooses them knows where they stand.
    default long salt() {
        return 0;
    }
}
