package dev.warren.server;

import dev.warren.amqp.AmqpSettings;
import java.util.concurrent.CompletionStage;

/// The doors of a node. Opened and closed by one thread at a time, never a lane.
interface Doors {

    /// Clients that are sent away: how many there were, and when the last one has gone.
    record Leaving(int count, CompletionStage<Void> gone) {}

    /// Opens them again where they were, all of them or none.
    void open() throws StartupException;

    /// Lets nobody in any more; who is in stays.
    void suspend();

    /// Lets nobody in any more and sends clients away. What the node does as a client goes on.
    Leaving drain();

    /// Lets nobody in any more and sends away who is there. Completes when the last one has gone.
    CompletionStage<Void> close();

    /// The same for good: they are not opened again.
    CompletionStage<Void> end();

    /// Whether the node has clients or lets them in. So it is while they are suspended. Any thread.
    boolean areOpen();

    /// What clients that come from now on are offered. Any thread.
    void offer(AmqpSettings settings);
}
