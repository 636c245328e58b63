package dev.warren.links;

/// How a link is doing, and since when by the wall clock.
public record LinkStatus(LinkState state, long sinceMillis) {

    /// Whether it has nothing left to do.
    public boolean isDone() {
        return state instanceof LinkState.Done;
    }
}
