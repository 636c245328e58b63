package dev.warren.engine.queue.shelf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// One lane's side of the [ShelfFile]. Owned by the lane.
final class LaneShelf implements Shelf {

    private static final int BLOCK_PAGES = WORDS / PageCache.PAGE_WORDS;

    private final ShelfFile file;

    /// Null until something is read.
    private @Nullable PageCache cache;

    LaneShelf(ShelfFile file) {
        this.file = file;
    }

    @Override
    public boolean hasRoom() {
        return file.hasRoom();
    }

    @Override
    public Shelved shelve(long[] words) {
        if (words.length != WORDS) {
            throw new IllegalArgumentException("a block of " + words.length + " words");
        }
        ShelvedBlock block = new ShelvedBlock(this, words);
        file.put(block);
        return block;
    }

    long word(int block, int index) {
        try {
            return cache().word((long) block * WORDS + index);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private PageCache cache() {
        PageCache known = cache;
        if (known == null) {
            known = new PageCache(file);
            cache = known;
        }
        return known;
    }

    /// Any thread.
    void copyTo(int block, long[] words) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.allocate(ShelfFile.BLOCK_BYTES).order(ByteOrder.nativeOrder());
            file.read(bytes, (long) block * ShelfFile.BLOCK_BYTES);
            bytes.flip().asLongBuffer().get(words);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// The queue would go on with numbers that are not its own: rather not at all.
    private UncheckedIOException failed(IOException e) {
        file.fail(e);
        return new UncheckedIOException("the index of a queue cannot be read", e);
    }

    void giveBack(int block) {
        if (cache != null) {
            cache.forget((long) block * WORDS, BLOCK_PAGES);
        }
        file.giveBack(block);
    }
}
