package dev.warren.engine.log;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which records of a file are settled, by their offsets. Owned by the writer.
///
/// Places are 24 bytes apart at least ([ShareEntry]), so each has a 16-byte slot of its own. Chunks
/// of slots come into being when something in them is settled.
final class SettledBits {

    private static final int SLOT_SHIFT = 4;
    private static final int CHUNK_SHIFT = 12;
    private static final int CHUNK_WORDS = (1 << CHUNK_SHIFT) / Long.SIZE;
    private static final int VARINT_BYTES_MAX = 5;

    private final long[] @Nullable [] chunks;
    private int count;

    SettledBits(long fileBytes) {
        this.chunks = new long[(int) (fileBytes >>> SLOT_SHIFT >>> CHUNK_SHIFT) + 1][];
    }

    int count() {
        return count;
    }

    /// True when it was not settled before.
    boolean settle(long offset) {
        int slot = (int) (offset >>> SLOT_SHIFT);
        int at = slot >>> CHUNK_SHIFT;
        long[] chunk = chunks[at];
        if (chunk == null) {
            chunk = new long[CHUNK_WORDS];
            chunks[at] = chunk;
        }
        int word = (slot >>> 6) & (CHUNK_WORDS - 1);
        long bit = 1L << slot;
        if ((chunk[word] & bit) != 0) {
            return false;
        }
        chunk[word] |= bit;
        count++;
        return true;
    }

    boolean isSettled(long offset) {
        int slot = (int) (offset >>> SLOT_SHIFT);
        long[] chunk = chunks[slot >>> CHUNK_SHIFT];
        return chunk != null && (chunk[(slot >>> 6) & (CHUNK_WORDS - 1)] & 1L << slot) != 0;
    }

    /// All of them as distances from one to the next.
    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(count * VARINT_BYTES_MAX);
        int last = 0;
        for (int at = 0; at < chunks.length; at++) {
            long[] chunk = chunks[at];
            for (int word = 0; chunk != null && word < CHUNK_WORDS; word++) {
                for (long bits = chunk[word]; bits != 0; bits &= bits - 1) {
                    int slot = (at << CHUNK_SHIFT) + (word << 6) + Long.numberOfTrailingZeros(bits);
                    writeVarint(out, slot - last);
                    last = slot;
                }
            }
        }
        byte[] encoded = new byte[out.position()];
        out.flip().get(encoded);
        return encoded;
    }

    void decode(byte[] encoded) {
        long slot = 0;
        for (int at = 0; at < encoded.length; ) {
            int distance = 0;
            int shift = 0;
            byte next;
            do {
                next = encoded[at++];
                distance |= (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            slot += distance;
            settle(slot << SLOT_SHIFT);
        }
    }

    private static void writeVarint(ByteBuffer out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }
}
