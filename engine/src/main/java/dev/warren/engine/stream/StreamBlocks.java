package dev.warren.engine.stream;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.stream.store.AttachPoint;
import dev.warren.engine.stream.store.Block;
import dev.warren.engine.stream.store.BlockReader;
import dev.warren.engine.stream.store.Cursor;
import dev.warren.engine.stream.store.Filter;
import dev.warren.engine.stream.store.StreamLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one lane has read of its streams: blocks that several consumers may want, up to a number of
/// bytes; those that nobody asked for lately go first. Owned by the lane.
///
/// Consumers hold a block only while they take from it, so these bytes are all that reading takes,
/// beside what is under way.
final class StreamBlocks {

    /// Reads under way for one lane; the others wait.
    static final int READS_MAX = 4;

    /// When a block could not be read: so long until the next attempt.
    private static final long RETRY_MILLIS = 1_000;

    private static final Logger logger = LoggerFactory.getLogger("warren.stream");

    /// A block by what it was asked for with: where it begins, and for which filter it was read.
    record Key(long stream, Cursor from, @Nullable Filter filter) {}

    private record Read(Key key, StreamLog log) {}

    private final Lane lane;
    private final LaneLedger ledger;
    private final Executor readers;
    private final long bytesMax;
    private final LinkedHashMap<Key, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);

    /// Who waits for a block that is being read, or is going to be.
    private final Map<Key, List<Runnable>> waiting = new HashMap<>();

    private final ArrayDeque<Read> line = new ArrayDeque<>();
    private long bytes;
    private int reads;

    /// @param readers threads that may block
    /// @param bytesMax how much is kept
    StreamBlocks(Lane lane, LaneLedger ledger, Executor readers, long bytesMax) {
        this.lane = lane;
        this.ledger = ledger;
        this.readers = readers;
        this.bytesMax = bytesMax;
    }

    @Nullable Block inMemoryOrNull(Key key) {
        return blocks.get(key);
    }

    /// Has a block read, once for all who ask. Calls back when it is there, or could not be read.
    void load(StreamLog log, Key key, Runnable then) {
        List<Runnable> others = waiting.get(key);
        if (others != null) {
            others.add(then);
            return;
        }
        List<Runnable> first = new ArrayList<>();
        first.add(then);
        waiting.put(key, first);
        line.add(new Read(key, log));
        readNext();
    }

    /// Has a block read that is going to be wanted, if there is nothing else to do.
    void loadAhead(StreamLog log, Key key) {
        if (reads < READS_MAX && !blocks.containsKey(key) && !waiting.containsKey(key)) {
            load(log, key, () -> {});
        }
    }

    private void readNext() {
        while (reads < READS_MAX && !line.isEmpty()) {
            Read read = line.remove();
            reads++;
            readers.execute(() -> {
                Block block = readOrNull(read);
                lane.execute(() -> arrived(read.key, block));
            });
        }
    }

    private static @Nullable Block readOrNull(Read read) {
        try {
            return BlockReader.read(read.log, read.key.from, read.key.filter);
        } catch (IOException | RuntimeException e) {
            logger.error("stream {} cannot be read just now", read.key.stream, e);
            return null;
        }
    }

    private void arrived(Key key, @Nullable Block block) {
        reads--;
        if (block == null) {
            lane.schedule(() -> tell(key), RETRY_MILLIS);
        } else {
            put(key, block);
            tell(key);
        }
        readNext();
    }

    private void tell(Key key) {
        List<Runnable> asking = waiting.remove(key);
        if (asking != null) {
            asking.forEach(Runnable::run);
        }
    }

    /// What has just come stays, however large it is.
    private void put(Key key, Block block) {
        Block before = blocks.put(key, block);
        count(block.bytes() - (before == null ? 0 : before.bytes()));
        Iterator<Map.Entry<Key, Block>> oldest = blocks.entrySet().iterator();
        while (bytes > bytesMax && blocks.size() > 1) {
            count(-oldest.next().getValue().bytes());
            oldest.remove();
        }
    }

    /// The stream is gone.
    void forget(long stream) {
        blocks.entrySet()
                .removeIf(entry -> {
                    boolean isOurs = entry.getKey().stream == stream;
                    if (isOurs) {
                        count(-entry.getValue().bytes());
                    }
                    return isOurs;
                });
    }

    private void count(long delta) {
        bytes += delta;
        ledger.add(Holder.STREAM_BLOCKS, delta);
    }

    /// Finds where a consumer begins; calls back on the lane.
    void attach(StreamLog log, AttachPoint at, Consumer<Cursor> then) {
        readers.execute(() -> {
            Cursor found = findOrFirst(log, at);
            lane.execute(() -> then.accept(found));
        });
    }

    private static Cursor findOrFirst(StreamLog log, AttachPoint at) {
        try {
            return AttachPoint.find(log, at);
        } catch (IOException e) {
            logger.error(
                    "stream {} cannot be searched; it is read from its first message",
                    log.stream(),
                    e);
            return Cursor.at(0);
        }
    }
}
