package dev.warren.engine.queue;

/// Hears of messages that a session holds no more because it held some for too long: they are ready
/// again, and what it says of them later means nothing.
public interface TakeBacks {

    /// For sessions that hold nothing for long.
    TakeBacks NONE = (_, _) -> {};

    /// Called on the queue's lane; the implementation goes to its own. It may keep the array.
    void takenBack(Queue queue, long[] sequences);
}
