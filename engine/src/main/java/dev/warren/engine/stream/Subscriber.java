package dev.warren.engine.stream;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.stream.store.Block;
import dev.warren.engine.stream.store.Cursor;
import dev.warren.engine.stream.store.Filter;
import dev.warren.engine.stream.store.StreamLog;
import org.jspecify.annotations.Nullable;

/// A consumer of a stream: where it is, and how much it may still have. Owned by the queue's lane.
///
/// ```
///  attaching -> reading a block -> delivering it -> the next block ... -> at the end -> (commit) ...
/// ```
final class Subscriber {

    /// What stopped a consumer from getting more.
    enum Stop {
        /// It has had its share; others first.
        SHARE,
        /// It has as much as it may: it goes on when it gives credit back.
        FULL,
        /// Its next block is being read.
        READING,
        /// It has had everything that is durable.
        END
    }

    final Consumer consumer;
    private final StreamLog log;
    private final StreamBlocks blocks;
    private final StreamLosses losses;
    private final @Nullable Filter filter;

    /// Whether it stands in the line of those that may get something.
    boolean isInLine;

    /// Whether it stands among those that have had everything.
    boolean isAtEnd;

    private boolean isAttached;
    private boolean isReading;
    private boolean hasLeft;
    private int unacked;
    private long window;
    private int deliveries;

    /// Where the block begins that it takes from, and how far it is in it.
    private Cursor cursor = Cursor.at(0);

    private int index;

    /// No message before this one is wanted.
    private long firstOffset;

    /// Only while it takes from it.
    private @Nullable Block block;

    Subscriber(
            Consumer consumer,
            StreamLog log,
            StreamBlocks blocks,
            StreamLosses losses,
            @Nullable Filter filter) {
        this.losses = losses;
        this.consumer = consumer;
        this.log = log;
        this.blocks = blocks;
        this.filter = filter;
        this.window = consumer.spec().limits().windowBytes();
    }

    void attach(Cursor at) {
        cursor = at;
        firstOffset = at.offset();
        isAttached = true;
    }

    void leave() {
        hasLeft = true;
        block = null;
    }

    /// So many deliveries were acknowledged.
    void ack(int count) {
        unacked = Math.max(0, unacked - count);
    }

    void open(long bytes) {
        window = Math.min(consumer.spec().limits().windowBytes(), window + bytes);
    }

    private boolean hasRoom() {
        return unacked < consumer.prefetch() && window > 0;
    }

    /// Delivers up to a number of messages and bytes.
    ///
    /// @param wake called on the lane when a block that had to be read is there
    Stop deliver(Share share, Runnable wake) {
        if (hasLeft) {
            return Stop.FULL;
        }
        while (isAttached && !isReading) {
            if (!hasRoom()) {
                block = null;
                return Stop.FULL;
            }
            Block current = block == null ? nextOrNull(wake) : block;
            if (current == null) {
                return isReading ? Stop.READING : Stop.END;
            }
            block = current;
            if (!takeFrom(current, share)) {
                return Stop.SHARE;
            }
        }
        return Stop.READING;
    }

    private @Nullable Block nextOrNull(Runnable wake) {
        stepOverWhatRetentionRemoved();
        if (log.extent().isAtEnd(cursor)) {
            return null;
        }
        var key = new StreamBlocks.Key(log.stream(), cursor, filter);
        Block known = blocks.inMemoryOrNull(key);
        if (known == null) {
            isReading = true;
            blocks.load(
                    log,
                    key,
                    () -> {
                        isReading = false;
                        wake.run();
                    });
            return null;
        }
        losses.add(known.lost());
        if (index == 0 && !log.extent().isAtEnd(known.next())) {
            blocks.loadAhead(log, new StreamBlocks.Key(log.stream(), known.next(), filter));
        }
        return known;
    }

    /// What is gone may still be in memory, for those who have begun it.
    private void stepOverWhatRetentionRemoved() {
        long first = log.extent().firstOffset();
        if (cursor.offset() < first) {
            cursor = Cursor.at(first);
            index = 0;
        }
    }

    /// False when the share is used up before the block is.
    private boolean takeFrom(Block from, Share share) {
        while (index < from.count() && hasRoom()) {
            if (share.isUsedUp()) {
                return false;
            }
            int at = index++;
            boolean isWanted =
                    from.offset(at) >= firstOffset
                            && (filter == null || filter.wants(from.filterValueOrNull(at)));
            if (isWanted) {
                handOver(from.message(at), share);
            }
        }
        if (index == from.count()) {
            cursor = from.next();
            index = 0;
            block = null;
        }
        return true;
    }

    private void handOver(Message message, Share share) {
        unacked++;
        window -= DeliveryWindow.cost(message);
        share.use(message.content().length);
        consumer.sink()
                .deliver(consumer, Sequences.of(consumer.number(), deliveries++), message, false);
    }

    /// What one turn may deliver: to one consumer at a time, and to all.
    static final class Share {

        private int messages;
        private long bytes;

        Share(int messages, long bytes) {
            this.messages = messages;
            this.bytes = bytes;
        }

        boolean isUsedUp() {
            return messages <= 0 || bytes <= 0;
        }

        void use(long length) {
            messages--;
            bytes -= length;
        }

        int messages() {
            return messages;
        }

        long bytes() {
            return bytes;
        }
    }
}
