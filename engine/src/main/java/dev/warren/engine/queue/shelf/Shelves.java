package dev.warren.engine.queue.shelf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The shelves of a node.
public interface Shelves {

    /// Take nothing: all stays in memory.
    Shelves NONE =
            new Shelves() {
                @Override
                public Shelf make() {
                    return Shelf.NONE;
                }

                @Override
                public CompletionStage<Throwable> failed() {
                    return new CompletableFuture<>();
                }
            };

    /// One for a lane, or for somebody else who has it for himself.
    Shelf make();

    /// Completes when something cannot be read back: queues do not know any more what they have,
    /// and the node has to stop.
    CompletionStage<Throwable> failed();
}
