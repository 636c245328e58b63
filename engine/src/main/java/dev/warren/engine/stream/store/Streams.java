package dev.warren.engine.stream.store;

import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogThreads;
import dev.warren.engine.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All streams of a node, on disk. Any thread may ask it.
public final class Streams {

    private static final Logger logger = LoggerFactory.getLogger("warren.stream");

    private final StreamWriter writer;

    /// What was found at the start and has not been asked for yet.
    private final Map<Long, StreamFiles> found;

    private final Map<Long, List<LostRange>> lost;

    private Streams(StreamWriter writer, StreamsRecovery recovery) {
        this.writer = writer;
        this.found = recovery.found;
        this.lost = recovery.lost;
    }

    /// Reads what the streams hold and goes on behind it. Blocks; before the lanes work.
    ///
    /// @param known the streams that exist: the directories of others are deleted
    /// @param keepsUnknown leaves them where they are instead, because something may be damaged
    ///   that has named them
    public static Streams open(
            StreamRoot root,
            LogThreads threads,
            LogListener listener,
            Clock clock,
            Set<Long> known,
            boolean keepsUnknown)
            throws IOException {
        return open(root, threads, listener, clock, known, keepsUnknown, Streams::report);
    }

    static Streams open(
            StreamRoot root,
            LogThreads threads,
            LogListener listener,
            Clock clock,
            Set<Long> known,
            boolean keepsUnknown,
            DamageListener damages)
            throws IOException {
        List<Long> wanted = new ArrayList<>();
        for (long stream : root.streams()) {
            if (known.contains(stream)) {
                wanted.add(stream);
            } else if (keepsUnknown) {
                logger.error(
                        "there are files of stream {}, and nothing is known of it; they are kept",
                        stream);
            } else {
                root.delete(stream);
            }
        }
        StreamsRecovery recovery = new StreamsRecovery(root, damages);
        recovery.recover(wanted);
        return new Streams(new StreamWriter(root, threads, listener, clock), recovery);
    }

    private static void report(long stream, long segment, long position, long from, long to) {
        if (from < to) {
            logger.error(
                    "stream {}: segment {} is damaged at {}; offsets {} to {} are lost",
                    stream,
                    segment,
                    position,
                    from,
                    to - 1);
        } else {
            logger.error(
                    "stream {}: segment {} is damaged at {}; it goes on in a new segment",
                    stream,
                    segment,
                    position);
        }
    }

    /// The log of a stream: what it held at the start, or an empty one. Once for each stream.
    public StreamLog log(long stream, StreamLimits limits) {
        List<LostRange> damaged = lost.remove(stream);
        StreamLog log =
                new StreamLog(
                        stream,
                        writer,
                        limits,
                        found.remove(stream),
                        damaged == null ? List.of() : damaged);
        writer.add(log);
        return log;
    }

    /// Completes when the disk has failed: the node has to stop.
    public CompletionStage<Throwable> failed() {
        return writer.failed();
    }

    /// Writes what was handed over and closes the files.
    public CompletionStage<Void> close() {
        return writer.close();
    }
}
