package dev.warren.engine.queue.home;

import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.Kept;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.shelf.Shelf;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// What a queue's home is given to work with: what applies to the queue at first, where bodies are
/// kept, where the index may go, where memory is counted, what time it is, who takes dead letters,
/// where they are counted, and whom to tell that the queue is no more.
record QueueParts(
        QueueSettings settings,
        Kept kept,
        QueueStore store,
        Shelf shelf,
        LaneLedger ledger,
        Clock clock,
        DeadLetterOffice office,
        DeathToll toll,
        Function<Queue, CompletionStage<Void>> onDeleted) {}
