package dev.warren.engine.stream;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueHome;
import dev.warren.engine.queue.StreamHomes;
import dev.warren.engine.stream.store.StreamLimits;
import dev.warren.engine.stream.store.Streams;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// What all streams of one lane share, and where their homes are made.
public final class LaneStreams implements StreamHomes {

    private final Streams streams;
    private final LaneLedger ledger;
    private final StreamBlocks blocks;
    private final Clock clock;

    /// @param readers threads that may block
    /// @param blockBytesMax how much of what was read is kept for others who want it
    public LaneStreams(
            Streams streams,
            Lane lane,
            LaneLedger ledger,
            Executor readers,
            long blockBytesMax,
            Clock clock) {
        this.streams = streams;
        this.ledger = ledger;
        this.blocks = new StreamBlocks(lane, ledger, readers, blockBytesMax);
        this.clock = clock;
    }

    /// Any thread may call.
    @Override
    public QueueHome create(
            Queue queue, QueueSettings settings, Function<Queue, CompletionStage<Void>> onDeleted) {
        return new StreamHome(
                queue,
                streams.log(queue.identity().id(), limits(settings)),
                ledger,
                blocks,
                clock,
                onDeleted);
    }

    static StreamLimits limits(QueueSettings settings) {
        QueueSettings.Streaming streaming = settings.streaming();
        return new StreamLimits(
                settings.length().bytesMax(),
                streaming.ageMaxMillis(),
                streaming.segmentBytesMax(),
                streaming.filterBytes());
    }
}
