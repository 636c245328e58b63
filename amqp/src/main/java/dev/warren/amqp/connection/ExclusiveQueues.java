package dev.warren.amqp.connection;

import dev.warren.engine.queue.Queue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The queues that live as long as one connection. Owned by its lane.
public final class ExclusiveQueues {

    private final Set<Queue> queues = new LinkedHashSet<>();

    public void add(Queue queue) {
        queues.removeIf(Queue::isDeleted);
        queues.add(queue);
    }

    /// Deletes them all. Completes when the last is gone from the topology.
    CompletionStage<Void> deleteAll() {
        List<CompletableFuture<?>> deletions = new ArrayList<>();
        for (Queue queue : queues) {
            deletions.add(queue.delete(false, false).toCompletableFuture());
        }
        queues.clear();
        return CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new));
    }
}
