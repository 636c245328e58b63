package dev.warren.engine.recovery;

import dev.warren.engine.log.LogReader;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.store.BodyRead;
import dev.warren.engine.queue.store.BodyReader;
import dev.warren.engine.queue.store.StoreRecords;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads messages from the node's log and from the one that forgets.
final class LogBodyReader implements BodyReader {

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
            LogReader reader = read.isSpilled() ? spilled.get() : kept;
            if (reader != null) {
                fill(read, reader);
            }
            read.complete();
        });
    }

    private static void fill(BodyRead read, LogReader reader) {
        for (int i = 0; i < read.count(); i++) {
            Message message = readOrNull(reader, read.position(i));
            if (message != null) {
                read.found(i, message);
            }
        }
    }

    private static @Nullable Message readOrNull(LogReader reader, long position) {
        try {
            return StoreRecords.messageOrNull(reader.read(position));
        } catch (IOException unreadable) {
            return null; // the store knows whether that is a loss
        }
    }
}
