package dev.warren.engine.queue;

import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Makes the homes of streams, which are kept elsewhere than other queues.
@FunctionalInterface
public interface StreamHomes {

    /// Where no streams can be kept.
    StreamHomes NONE =
            (queue, _, _) -> {
                throw new IllegalStateException("no streams here: " + queue);
            };

    /// The home of a stream on the queue's lane.
    ///
    /// @param onDeleted called once on the lane when it is deleted: the broker forgets it
    QueueHome create(
            Queue queue, QueueSettings settings, Function<Queue, CompletionStage<Void>> onDeleted);
}
