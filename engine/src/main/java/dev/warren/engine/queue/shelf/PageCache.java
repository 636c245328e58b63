package dev.warren.engine.queue.shelf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The pages of the file that one lane has looked at lately: 256 KiB. Owned by the lane.
///
/// Each page of the file has one place here, which it takes from whoever has it.
final class PageCache {

    static final int PAGE_WORDS = 512;

    private static final int PAGE_BYTES = PAGE_WORDS * Long.BYTES;
    private static final int PAGES = 64;
    private static final long NONE = -1;

    private final ShelfFile file;
    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(PAGES * PAGE_BYTES).order(ByteOrder.nativeOrder());
    private final long[] pages = new long[PAGES];

    PageCache(ShelfFile file) {
        this.file = file;
        Arrays.fill(pages, NONE);
    }

    /// The word at a place in the file that is counted in words.
    long word(long at) throws IOException {
        long page = at / PAGE_WORDS;
        int place = (int) (page % PAGES);
        if (pages[place] != page) {
            load(page, place);
        }
        return bytes.getLong(place * PAGE_BYTES + (int) (at % PAGE_WORDS) * Long.BYTES);
    }

    private void load(long page, int place) throws IOException {
        pages[place] = NONE;
        file.read(bytes.slice(place * PAGE_BYTES, PAGE_BYTES), page * PAGE_BYTES);
        pages[place] = page;
    }

    /// These pages will be others: so many from that word on.
    void forget(long at, int count) {
        long first = at / PAGE_WORDS;
        for (long page = first; page < first + count; page++) {
            int place = (int) (page % PAGES);
            if (pages[place] == page) {
                pages[place] = NONE;
            }
        }
    }
}
