package dev.warren.links.shovel;

/// When a shovel has done what it is there for, and deletes itself.
sealed interface DeleteAfter {

    record Never() implements DeleteAfter {}

    /// When it has moved as many messages as were in the queue when it began.
    record QueueLength() implements DeleteAfter {}

    record Count(long messages) implements DeleteAfter {}
}
