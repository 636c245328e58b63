package dev.warren.engine.recovery;

import dev.warren.engine.log.DamagedRecordException;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.store.BodyRead;
import dev.warren.engine.queue.store.BodyReader;
import dev.warren.engine.queue.store.StoreRecords;
import java.io.IOException;
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
                LogReader reader = read.isSpilled() ? spilled.get() : kept;
                if (reader != null) {
                    fill(read, reader);
                }
            } finally {
                read.complete();
            }
        });
    }

    private static void fill(BodyRead read, LogReader reader) {
        for (int i = 0; i < read.count(); i++) {
            try {
                fill(read, i, StoreRecords.messageOrNull(reader.read(read.position(i))));
            } catch (DamagedRecordException e) {
                read.damaged(i); // the store knows whether that is a loss
            } catch (IOException e) {
                logger.warn("a message cannot be read from the log", e);
            }
        }
    }

    private static void fill(BodyRead read, int i, @Nullable Message message) {
        if (message == null) {
            read.damaged(i);
        } else {
            read.found(i, message);
        }
    }
}
