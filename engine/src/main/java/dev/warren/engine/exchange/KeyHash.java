package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// Hashes that are the same on every node and at every start: what is routed by them depends on
/// nothing else.
///
/// FNV-1a over the bytes, and a mixing step that spreads every bit over all bits. Not for secrets.
final class KeyHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private KeyHash() {}

    static long of(ShortString text) {
        return of(text.array());
    }

    static long of(byte[] bytes) {
        long hash = OFFSET;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return mix(hash);
    }

    /// A bijection: different values stay different.
    static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
