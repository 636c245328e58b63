package dev.warren.links;

/// How a link is doing.
public sealed interface LinkState {

    /// It connects, or will at once.
    record Starting() implements LinkState {}

    /// It does what it is there for.
    record Running() implements LinkState {}

    /// It has failed, and begins again later unless it was told not to.
    ///
    /// @param reason for people; without secrets
    record Terminated(String reason) implements LinkState {}

    /// It has done all that it was there for.
    record Done() implements LinkState {}
}
