package dev.warren.engine.queue.shelf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of the node that has what queues have shelved. Nothing in it outlives the process: it
/// is made anew at each start.
///
/// ```
///   0      block | block | ...     16 KiB each: 2,048 numbers in the machine's own order
/// ```
///
/// The blocks that came last stay in memory, as many as may; only when there are more, the oldest
/// are written. So a node with memory to spare writes nothing, and what is soon released is never
/// written. One thread writes and decides which block is whose; lanes read. While the disk has no
/// room blocks go on waiting, lanes keep what they have, and it is tried again when something else
/// comes.
public final class ShelfFile implements Shelves, AutoCloseable {

    static final int BLOCK_BYTES = Shelf.WORDS * Long.BYTES;

    /// How many blocks may wait to be written, beside those that may stay: 8 MiB.
    static final int WAITING_MAX = 512;

    /// How large the file may be, if nobody says otherwise: enough for four thousand million
    /// messages.
    public static final long FILE_BYTES_MAX = 64L << 30;

    /// So much may be free at the end of the file before it is cut.
    private static final int FREE_TAIL_BLOCKS_MAX = 256;

    private static final Logger logger = LoggerFactory.getLogger("warren.store");

    private final Path path;
    private final FileChannel channel;
    private final Executor thread;
    private final BooleanSupplier mayGrow;
    private final int keptMax;
    private final BlockTable table;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BLOCK_BYTES).order(ByteOrder.nativeOrder());

    private final Queue<ShelvedBlock> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final Queue<Integer> returned = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();

    /// How many blocks the file has. Its thread's own.
    private int length;

    private boolean isStuck;

    private ShelfFile(
            Path path,
            FileChannel channel,
            Executor thread,
            BooleanSupplier mayGrow,
            long keptBytesMax,
            long fileBytesMax) {
        this.path = path;
        this.channel = channel;
        this.thread = thread;
        this.mayGrow = mayGrow;
        this.keptMax = blocks(keptBytesMax);
        this.table = new BlockTable(blocks(fileBytesMax));
    }

    private static int blocks(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE - WAITING_MAX, bytes / BLOCK_BYTES);
    }

    /// Makes the file, in the place of one that an earlier process has left.
    ///
    /// @param thread runs tasks one at a time, in their order; they write to the disk
    /// @param mayGrow whether the disk has room to spare; asked by that thread
    /// @param keptBytesMax so much stays in memory
    /// @param fileBytesMax how large the file may become
    public static ShelfFile create(
            Path path,
            Executor thread,
            BooleanSupplier mayGrow,
            long keptBytesMax,
            long fileBytesMax)
            throws IOException {
        Files.deleteIfExists(path);
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        return new ShelfFile(path, channel, thread, mayGrow, keptBytesMax, fileBytesMax);
    }

    @Override
    public Shelf make() {
        return new LaneShelf(this);
    }

    /// Also when its thread has failed.
    @Override
    public CompletionStage<Throwable> failed() {
        return failed;
    }

    /// Takes its name away, once nobody writes any more. Lanes can still read as long as the
    /// process lives.
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /// Ends it, once the lanes are gone.
    @Override
    public void close() throws IOException {
        channel.close();
        delete();
    }

    /// From any lane.
    boolean hasRoom() {
        boolean hasRoom = waitingCount.get() < keptMax + WAITING_MAX;
        if (!hasRoom) {
            schedule();
        }
        return hasRoom;
    }

    /// From any lane.
    void put(ShelvedBlock block) {
        waiting.add(block);
        if (waitingCount.incrementAndGet() > keptMax) {
            schedule();
        }
    }

    /// From any lane.
    void giveBack(int block) {
        returned.add(block);
        schedule();
    }

    /// Fills the buffer from there on. From any lane.
    void read(ByteBuffer into, long offset) throws IOException {
        for (long at = offset; into.hasRemaining(); ) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new EOFException(path + " is shorter than what was written to it");
            }
            at += count;
        }
    }

    /// From any thread.
    void fail(Throwable cause) {
        failed.complete(cause);
    }

    private void schedule() {
        if (!isScheduled.get() && isScheduled.compareAndSet(false, true)) {
            thread.execute(this::work);
        }
    }

    private void work() {
        isScheduled.set(false);
        try {
            takeBack();
            boolean isDone = true;
            for (ShelvedBlock next = waiting.peek();
                    isDone && next != null && waitingCount.get() > keptMax;
                    next = waiting.peek()) {
                isDone = write(next);
                if (isDone) {
                    waiting.remove();
                    waitingCount.decrementAndGet();
                }
            }
            noteStuck(!isDone);
            cut();
        } catch (VirtualMachineError e) {
            throw e; // the whole node is not to be trusted any more, not only this file
        } catch (RuntimeException | Error | IOException e) {
            fail(e);
        }
    }

    private void takeBack() {
        for (Integer block = returned.poll(); block != null; block = returned.poll()) {
            table.free(block);
        }
    }

    /// False if the disk does not take it now.
    private boolean write(ShelvedBlock block) {
        long[] words = block.waitingWordsOrNull();
        if (words == null) {
            return true;
        }
        int at = table.nextFree();
        if (at == BlockTable.NONE || (at >= length && !mayGrow.getAsBoolean())) {
            warnFirst(new IOException("it may not become larger now"));
            return false;
        }
        buffer.clear().asLongBuffer().put(words);
        try {
            write((long) at * BLOCK_BYTES);
        } catch (IOException e) {
            warnFirst(e);
            return false;
        }
        length = Math.max(length, at + 1);
        if (block.written(at)) {
            table.take(at);
        }
        return true;
    }

    private void write(long offset) throws IOException {
        for (long at = offset; buffer.hasRemaining(); ) {
            at += channel.write(buffer, at);
        }
    }

    private void warnFirst(IOException e) {
        if (!isStuck) {
            logger.warn("the index of deep queues stays in memory: {} cannot be written", path, e);
        }
    }

    private void noteStuck(boolean isNow) {
        if (isStuck && !isNow) {
            logger.info("the index of deep queues goes to the disk again");
        }
        isStuck = isNow;
    }

    /// Gives back to the disk what the last blocks took.
    private void cut() throws IOException {
        int needed = table.length();
        if (length - needed > FREE_TAIL_BLOCKS_MAX) {
            channel.truncate((long) needed * BLOCK_BYTES);
            length = needed;
        }
    }
}
