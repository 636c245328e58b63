package dev.warren.engine.queue.home;

import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.store.QueueStore;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// What a queue's home is given to work with: where bodies are kept, where memory is counted, and whom to tell
/// that the queue is no more.
record QueueParts(
        QueueStore store, LaneLedger ledger, Function<Queue, CompletionStage<Void>> onDeleted) {}
