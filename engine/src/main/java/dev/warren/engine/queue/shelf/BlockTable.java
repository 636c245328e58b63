package dev.warren.engine.queue.shelf;

import java.util.BitSet;

/// Which blocks of a file are in use. The lowest free one goes first, so that the file can become
/// shorter. Owned by the thread that writes the file.
final class BlockTable {

    /// There is no free block.
    static final int NONE = -1;

    private final int blocksMax;
    private final BitSet used = new BitSet();

    /// No block before this one is free.
    private int firstFree;

    BlockTable(int blocksMax) {
        this.blocksMax = blocksMax;
    }

    /// The block that [#take] would answer, or [#NONE] if there may be no more.
    int nextFree() {
        int block = used.nextClearBit(firstFree);
        return block < blocksMax ? block : NONE;
    }

    void take(int block) {
        used.set(block);
        firstFree = block + 1;
    }

    void free(int block) {
        assert used.get(block) : "block " + block + " is free";
        used.clear(block);
        firstFree = Math.min(firstFree, block);
    }

    /// How many blocks the file needs to have: up to the last one in use.
    int length() {
        return used.length();
    }
}
