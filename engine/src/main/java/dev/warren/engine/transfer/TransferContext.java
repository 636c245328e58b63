package dev.warren.engine.transfer;

import dev.warren.engine.queue.Queue;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.Topology;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What those who move messages ask of their node.
///
/// - `topology`: the newest snapshot.
/// - `queues`: the queue of a definition, or null when it has just been deleted. Any lane asks.
public record TransferContext(
        Supplier<Topology> topology,
        Function<QueueDefinition, @Nullable Queue> queues,
        Clock clock) {}
