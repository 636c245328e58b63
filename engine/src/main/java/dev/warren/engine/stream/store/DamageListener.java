package dev.warren.engine.stream.store;

/// Hears what of a stream was durable and cannot be read any more.
@FunctionalInterface
public interface DamageListener {

    /// From a position of a segment on, the offsets from `from` up to and without `to` are gone.
    /// Both are equal when nobody knows how many there were.
    void damaged(long stream, long segment, long position, long from, long to);
}
