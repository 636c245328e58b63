package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;

/// A message whose record the disk could not give back, for the log.
///
/// @param isDamaged whether it is gone for good; else it comes back with the next start
record LostRecord(long sequence, long position, boolean isDamaged) {

    @Override
    public String toString() {
        return "message %d: its record at %s of the log %s"
                .formatted(
                        sequence,
                        Position.toString(position),
                        isDamaged ? "is damaged" : "cannot be read until the next start");
    }
}
