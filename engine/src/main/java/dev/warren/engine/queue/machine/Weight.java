package dev.warren.engine.queue.machine;

/// What the chunks of one [Chain] take in memory together, in bytes. Owned by the machine.
///
/// Chunks that have joined the chain say themselves when they become larger or smaller, which is
/// seldom: not for every message.
final class Weight {

    private long bytes;

    long bytes() {
        return bytes;
    }

    void change(int byBytes) {
        bytes += byBytes;
    }

    void clear() {
        bytes = 0;
    }
}
