package dev.warren.links;

/// What a link does from connecting to the end of its connections.
@FunctionalInterface
public interface LinkWork {

    /// Does it once, on the link's own thread, which may wait. Everything that it has opened is
    /// closed when this returns or throws.
    ///
    /// Returns when there is nothing left to do for good. Throws [LinkException] when it cannot go
    /// on, and [InterruptedException] when the link is stopped.
    ///
    /// @param running is told once everything is set up
    void run(Runnable running) throws LinkException, InterruptedException;
}
