package dev.warren.engine.stream.store;

import dev.warren.codec.value.Bytes;

/// A Bloom filter over the filter values of a chunk's messages. A chunk in which no message has a
/// value has none.
///
/// The first byte says whether there are messages without a value, too; the others are the bits.
final class ChunkFilter {

    static final int BYTES_MIN = 16;
    static final int BYTES_MAX = 255;

    private static final int HASHES = 3;
    private static final int BITS_AT = 1;

    private ChunkFilter() {}

    static void add(byte[] filter, int at, int length, Bytes value) {
        long hash = hash(value);
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(hash, i, length);
            filter[at + BITS_AT + (bit >> 3)] |= (byte) (1 << (bit & 7));
        }
    }

    static void addUnfiltered(byte[] filter, int at) {
        filter[at] = 1;
    }

    static boolean mayHold(byte[] filter, int at, int length, Bytes value) {
        long hash = hash(value);
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(hash, i, length);
            if ((filter[at + BITS_AT + (bit >> 3)] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    static boolean hasUnfiltered(byte[] filter, int at) {
        return filter[at] != 0;
    }

    private static int bit(long hash, int round, int length) {
        int mixed = (int) hash + round * ((int) (hash >>> 32) | 1);
        return Integer.remainderUnsigned(mixed, (length - BITS_AT) * Byte.SIZE);
    }

    private static long hash(Bytes value) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (byte b : value.array()) {
            hash = (hash ^ (b & 0xFF)) * 0x100_0000_01B3L;
        }
        hash ^= (hash >>> 32);
        hash *= 0xD6E8_FEB8_6659_FD93L;
        return hash ^ (hash >>> 29);
    }
}
