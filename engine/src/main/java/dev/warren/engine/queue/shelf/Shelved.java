package dev.warren.engine.queue.shelf;

/// A block that a [Shelf] has taken. Used by whoever owns the shelf.
public interface Shelved {

    /// One of its numbers. May read a page from the disk, which is mostly in memory.
    long word(int index);

    /// All of its numbers, for somebody who goes through them once. Any thread.
    void copyTo(long[] words);

    /// It is not needed any more. At most once; nothing may be asked afterwards.
    void release();
}
