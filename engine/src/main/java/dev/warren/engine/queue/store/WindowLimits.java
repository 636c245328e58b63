package dev.warren.engine.queue.store;

/// How much of a queue that stands on the disk is in memory, in bytes, and how much of it goes at
/// once.
///
/// @param bytesMax of each queue, as long as there is room
/// @param tightBytesMax of each queue while memory is short
/// @param readBytesMax what one read brings, if it is more than one message
/// @param pageOutStepBytes how much more the node has to hold before all queues are asked again to
///   let go of what they do not need soon
/// @param sliceMessages how many messages one turn does away with when a queue is purged or deleted
public record WindowLimits(
        long bytesMax,
        long tightBytesMax,
        long readBytesMax,
        long pageOutStepBytes,
        int sliceMessages) {

    public static final WindowLimits STANDARD =
            new WindowLimits(1 << 20, 64 << 10, 512 << 10, 1 << 20, Sweep.SLICE_MAX);
}
