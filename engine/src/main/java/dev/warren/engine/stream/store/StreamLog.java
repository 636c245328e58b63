package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One stream's log. Any thread may ask it.
public final class StreamLog {

    private final long stream;
    private final StreamWriter writer;

    /// Written by the writer.
    private volatile Extent extent;

    private volatile StreamLimits limits;

    /// Null before the first message. Written by the writer before the extent that needs it.
    private volatile @Nullable Disk disk;

    /// The writer's own.
    @Nullable StreamFiles files;

    /// The writer's own.
    boolean isDeleted;

    private final List<LostRange> lostAtStart;

    StreamLog(
            long stream,
            StreamWriter writer,
            StreamLimits limits,
            @Nullable StreamFiles files,
            List<LostRange> lostAtStart) {
        this.lostAtStart = List.copyOf(lostAtStart);
        this.stream = stream;
        this.writer = writer;
        this.limits = limits;
        this.files = files;
        this.disk = files == null ? null : files.disk();
        this.extent = files == null ? Extent.EMPTY : files.extent();
    }

    /// The number of its queue.
    public long stream() {
        return stream;
    }

    /// What is durable now.
    public Extent extent() {
        return extent;
    }

    /// What the start has found to be damaged.
    public List<LostRange> lostAtStart() {
        return lostAtStart;
    }

    /// Appends what a turn has published. The batch is told when it is durable.
    public void append(AppendBatch batch) {
        writer.accept(batch);
    }

    /// Other limits apply from now on.
    public void configure(StreamLimits changed) {
        limits = changed;
        writer.retain(this);
    }

    /// Has all files deleted. Completes when that is durable; what is appended afterwards is
    /// dropped.
    public CompletionStage<Void> delete() {
        return writer.delete(this);
    }

    StreamLimits limits() {
        return limits;
    }

    Disk disk() {
        Disk made = disk;
        if (made == null) {
            throw new IllegalStateException("stream %d has no files yet".formatted(stream));
        }
        return made;
    }

    /// By the writer.
    void show(StreamFiles changed) {
        disk = changed.disk();
        extent = changed.extent();
    }
}
