package dev.warren.engine.queue.store;

/// Reads messages from the logs, beside the lanes.
@FunctionalInterface
public interface BodyReader {

    /// Fills the read on a thread of its own, later, and completes it. Never fails: what is damaged
    /// is named, and what else cannot be read is left out.
    void read(BodyRead read);
}
