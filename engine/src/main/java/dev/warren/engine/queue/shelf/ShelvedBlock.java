package dev.warren.engine.queue.shelf;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A block on its way to the file, and then in it.
///
/// ```
///   waiting: in memory  --- the file has it --->  written: read from the file
///           |                                        |
///           +--- released: whoever writes it frees --+--- released: goes back to the file
/// ```
///
/// Asked and released by its lane, written by the file's thread.
final class ShelvedBlock implements Shelved {

    private static final int WAITING = -1;
    private static final int RELEASED = -2;

    private final LaneShelf shelf;

    /// Where it is in the file, or one of the above. Set before `words` is cleared.
    private final AtomicInteger block = new AtomicInteger(WAITING);

    /// Null once it is in the file, or released.
    private volatile long @Nullable [] words;

    ShelvedBlock(LaneShelf shelf, long[] words) {
        this.shelf = shelf;
        this.words = words;
    }

    @Override
    public long word(int index) {
        long[] held = words;
        return held == null ? shelf.word(block.get(), index) : held[index];
    }

    @Override
    public void copyTo(long[] into) {
        long[] held = words;
        if (held == null) {
            shelf.copyTo(block.get(), into);
        } else {
            System.arraycopy(held, 0, into, 0, held.length);
        }
    }

    @Override
    public void release() {
        int was = block.getAndSet(RELEASED);
        assert was != RELEASED : "released twice";
        words = null;
        if (was != WAITING) {
            shelf.giveBack(was);
        }
    }

    /// What is to be written, or null if nobody wants it any more. On the file's thread.
    long @Nullable [] waitingWordsOrNull() {
        return words;
    }

    /// It is in the file. False if nobody wants it any more. On the file's thread.
    boolean written(int at) {
        boolean isWanted = block.compareAndSet(WAITING, at);
        words = null;
        return isWanted;
    }
}
