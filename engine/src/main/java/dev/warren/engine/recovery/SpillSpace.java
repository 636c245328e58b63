package dev.warren.engine.recovery;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.queue.store.LogStores;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log that forgets: where messages wait that need not survive, while memory is short. Opened
/// when memory is short for the first time. Any thread may ask.
final class SpillSpace {

    private static final Logger logger = LoggerFactory.getLogger("warren.store");

    private final StorageParts parts;
    private final List<LogStores> stores;
    private final AtomicBoolean isWanted = new AtomicBoolean();
    private volatile @Nullable LogReader reader;

    SpillSpace(StorageParts parts, List<LogStores> stores) {
        this.parts = parts;
        this.stores = stores;
    }

    /// Opens it in the background, once.
    void open() {
        if (!isWanted.get() && isWanted.compareAndSet(false, true)) {
            parts.spillThreads().background(this::openNow);
        }
    }

    private void openNow() {
        try {
            Log log =
                    Log.openForgetful(
                            parts.spill(),
                            parts.options(),
                            parts.spillThreads(),
                            LogListener.NONE,
                            this::copyForward);
            log.failed()
                    .thenAccept(cause ->
                            logger.error("nothing more can be spilled to the disk", cause));
            reader = log.reader();
            for (int i = 0; i < stores.size(); i++) {
                LogStores own = stores.get(i);
                Lane lane = parts.lanes().get(i);
                lane.execute(() -> own.openSpill(log.on(lane)));
            }
            logger.info("memory is short: messages that need not be kept go to the disk as well");
        } catch (IOException e) {
            logger.error("nothing can be spilled to the disk: memory is all there is", e);
        }
    }

    private void copyForward(List<RecordInfo> alive) {
        LogReader open = reader;
        if (open != null) {
            new SurvivorCopies(open, parts.lanes(), stores, true).copyForward(alive);
        }
    }

    @Nullable LogReader readerOrNull() {
        return reader;
    }
}
