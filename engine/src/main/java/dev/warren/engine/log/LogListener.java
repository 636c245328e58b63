package dev.warren.engine.log;

/// Is told when the log wants publishers to slow down. From any thread: whoever listens hops by
/// itself, and does little.
public interface LogListener {

    LogListener NONE = new LogListener() {};

    /// What waits to be written, or what dead files take of the disk, has passed the upper mark, or
    /// both have fallen to the lower one again.
    default void pressed(boolean isPressed) {}

    /// There is no room for another file, or there is again. While there is none, what is not
    /// urgent waits.
    default void blocked(boolean isBlocked) {}
}
