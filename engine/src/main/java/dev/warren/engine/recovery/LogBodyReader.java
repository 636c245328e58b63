package dev.warren.engine.recovery;

import dev.warren.engine.log.BulkReader;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.ReadResults;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.store.BodyRead;
import dev.warren.engine.queue.store.BodyReader;
import dev.warren.engine.queue.store.StoreRecords;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads messages from the node's log and from the one that forgets.
final class LogBodyReader implements BodyReader {

    private static final Logger logger = LoggerFactory.getLogger("warren.store");

    private final Executor threads;
    private final LogReader kept;
    private final Supplier<@Nullable LogReader> spilled;

    /// Readers of the node's log that rest, at most one for each thread.
    private final Queue<BulkReader> resting = new ConcurrentLinkedQueue<>();

    /// @param spilled null as long as nothing has been spilled
    LogBodyReader(Executor threads, LogReader kept, Supplier<@Nullable LogReader> spilled) {
        this.threads = threads;
        this.kept = kept;
        this.spilled = spilled;
    }

    @Override
    public void read(BodyRead read) {
        threads.execute(() -> {
            try {
                fill(read);
            } finally {
                read.complete();
            }
        });
    }

    private void fill(BodyRead read) {
        if (read.isSpilled()) {
            LogReader reader = spilled.get();
            if (reader != null) {
                fill(read, reader.bulk());
            }
        } else {
            BulkReader rested = resting.poll();
            BulkReader reader = rested == null ? kept.bulk() : rested;
            fill(read, reader);
            resting.add(reader);
        }
    }

    private static void fill(BodyRead read, BulkReader reader) {
        reader.readAll(
                read.positions(),
                read.count(),
                new ReadResults() {
                    @Override
                    public void found(int index, LogRecord record) {
                        Message message = StoreRecords.messageOrNull(record);
                        if (message == null) {
                            read.damaged(index);
                        } else {
                            read.found(index, message);
                        }
                    }

                    @Override
                    public void missed(int index, Miss why) {
                        if (why == Miss.DAMAGED) {
                            read.damaged(index);
                        } else if (why == Miss.FAILED) {
                            logger.error("a message cannot be read from the log just now");
                        }
                    }
                });
    }
}
