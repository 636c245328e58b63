package dev.warren.engine.queue.machine;

/// What came of the wish to delete a queue.
public sealed interface DeleteResult {

    /// It is deleted and had so many ready messages.
    record Deleted(long ready) implements DeleteResult {}

    /// It was to be unused and has consumers.
    record InUse() implements DeleteResult {}

    /// It was to be empty and has ready messages.
    record NotEmpty() implements DeleteResult {}
}
