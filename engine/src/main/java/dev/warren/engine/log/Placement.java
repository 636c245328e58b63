package dev.warren.engine.log;

/// Is told where a record is once it is durable.
@FunctionalInterface
public interface Placement {

    Placement NONE = (_, _, _) -> {};

    /// The record is durable at this position and takes this many bytes there; a shared one for
    /// each owner at a place of its own. On the lane that appended it, before the callback of the
    /// commit that covers it.
    void placed(long sequence, long position, int length);
}
