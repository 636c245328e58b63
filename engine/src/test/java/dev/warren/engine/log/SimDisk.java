package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A disk in memory that loses what was not synced, as a seed wants it.
///
/// Bytes: a crash keeps what was synced and any unsynced sectors, some of them torn. Names: a crash
/// keeps what was synced and any of the later changes.
public final class SimDisk implements Disk {

    private static final int SECTOR = 512;

    /// The power has gone. Nothing works any more.
    public static final class PowerLoss extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Content {
        byte[] written;
        byte[] synced;

        Content(int size) {
            this.written = new byte[size];
            this.synced = new byte[size];
        }

        void resize(int size) {
            written = Arrays.copyOf(written, size);
        }
    }

    private final Random random;
    private final Map<String, Content> names = new TreeMap<>();
    private final Map<String, Content> syncedNames = new TreeMap<>();
    private final List<Consumer<Map<String, Content>>> unsynced = new ArrayList<>();
    private long roomBytes = Long.MAX_VALUE;
    private int stepsLeft = Integer.MAX_VALUE;
    private boolean failsSyncs;
    private @Nullable Supplier<? extends Throwable> surprise;
    private boolean failsWrites;
    private boolean failsReads;
    public int syncs;
    public int reads;

    public SimDisk(Random random) {
        this.random = random;
    }

    /// The power goes at one of the next steps.
    public void losePowerAfter(int steps) {
        stepsLeft = steps;
    }

    public boolean hasPower() {
        return stepsLeft > 0;
    }

    public void failSyncs() {
        failsSyncs = true;
    }

    public void failWrites() {
        failsWrites = true;
    }

    public void failReads(boolean fails) {
        failsReads = fails;
    }

    /// So many bytes may still be allocated.
    public void setRoom(long bytes) {
        roomBytes = bytes;
    }

    public void flip(String name, long offset) {
        Content content = contentOf(name);
        content.written[(int) offset] ^= 0x10;
        content.synced[(int) offset] ^= 0x10;
    }

    /// Overwrites the end of a file with what a recycled one may hold.
    void cut(String name, int from, int to) {
        Content content = contentOf(name);
        Arrays.fill(content.written, from, to, (byte) 0x5A);
    }

    /// Leaves a file of so many bytes, with nothing behind them.
    void shorten(String name, int length) {
        contentOf(name).resize(length);
    }

    public byte[] bytes(String name) {
        return contentOf(name).written.clone();
    }

    public void setBytes(String name, byte[] bytes) {
        Content content = contentOf(name);
        content.resize(Math.max(content.written.length, bytes.length));
        System.arraycopy(bytes, 0, content.written, 0, bytes.length);
    }

    private Content contentOf(String name) {
        Content content = names.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name);
        }
        return content;
    }

    /// The disk as it is found after a crash.
    public SimDisk crash() {
        SimDisk after = new SimDisk(random);
        int keep = random.nextInt(3);
        for (Consumer<Map<String, Content>> change : unsynced) {
            if (survives(keep)) {
                change.accept(syncedNames);
            }
        }
        syncedNames.forEach((name, content) -> {
            Content left = new Content(sizeAfter(content, keep));
            for (int at = 0; at < left.written.length; at += SECTOR) {
                crashSector(content, left, at, keep);
            }
            System.arraycopy(left.written, 0, left.synced, 0, left.synced.length);
            after.names.put(name, left);
            after.syncedNames.put(name, left);
        });
        return after;
    }

    /// A file that has grown, or was cut, may have any size in between.
    private int sizeAfter(Content content, int keep) {
        int synced = content.synced.length;
        int written = content.written.length;
        int low = Math.min(synced, written);
        int between = low + random.nextInt(Math.abs(written - synced) + 1);
        return switch (keep) {
            case 0 -> synced;
            case 1 -> between;
            default -> written;
        };
    }

    private boolean survives(int keep) {
        return keep == 2 || keep == 1 && random.nextBoolean();
    }

    private void crashSector(Content before, Content after, int at, int keep) {
        int length = Math.min(SECTOR, after.written.length - at);
        int synced = Math.clamp(before.synced.length - at, 0, length);
        System.arraycopy(
                before.synced, Math.min(at, before.synced.length), after.written, at, synced);
        length = Math.clamp(before.written.length - at, 0, length);
        if (length == 0
                || synced == length
                        && Arrays.equals(
                                before.synced, at, at + length, before.written, at, at + length)) {
            return;
        }
        if (survives(keep)) {
            int torn = random.nextInt(8) == 0 ? random.nextInt(length) : length;
            System.arraycopy(before.written, at, after.written, at, torn);
        }
    }

    /// Everything that changes the disk throws what nobody expects: an unchecked one.
    void surprise(Supplier<? extends Throwable> thrown) {
        surprise = thrown;
    }

    private void step() throws PowerLoss {
        Throwable thrown = surprise == null ? null : surprise.get();
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (stepsLeft <= 0 || stepsLeft != Integer.MAX_VALUE && --stepsLeft == 0) {
            throw new PowerLoss();
        }
    }

    @Override
    public DiskFile create(String name, long sizeBytes) throws IOException {
        step();
        if (sizeBytes > roomBytes) {
            throw new NoRoomException("no space left");
        }
        roomBytes -= roomBytes == Long.MAX_VALUE ? 0 : sizeBytes;
        Content content = new Content((int) sizeBytes);
        names.put(name, content);
        unsynced.add(map -> map.put(name, content));
        return new File(content);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        step();
        return new File(contentOf(name));
    }

    @Override
    public List<String> list() throws IOException {
        step();
        return List.copyOf(names.keySet());
    }

    @Override
    public void delete(String name) throws IOException {
        step();
        Content gone = names.remove(name);
        if (gone == null) {
            throw new IOException("no file " + name);
        }
        roomBytes += roomBytes == Long.MAX_VALUE ? 0 : gone.written.length;
        unsynced.add(map -> map.remove(name, gone));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        step();
        Content content = names.remove(from);
        if (content == null) {
            throw new IOException("no file " + from);
        }
        names.put(to, content);
        unsynced.add(map -> {
            if (map.remove(from, content)) {
                map.put(to, content);
            }
        });
    }

    @Override
    public void syncDirectory() throws IOException {
        step();
        unsynced.forEach(change -> change.accept(syncedNames));
        unsynced.clear();
    }

    private final class File implements DiskFile {

        private final Content content;
        private boolean isClosed;

        File(Content content) {
            this.content = content;
        }

        @Override
        public long sizeBytes() {
            return content.written.length;
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            if (failsWrites) {
                throw new IOException("a write failed");
            }
            int growth = (int) offset + from.remaining() - content.written.length;
            if (growth > 0) {
                if (growth > roomBytes) {
                    throw new NoRoomException("no space left");
                }
                roomBytes -= roomBytes == Long.MAX_VALUE ? 0 : growth;
                content.resize(content.written.length + growth);
            }
            from.get(content.written, (int) offset, from.remaining());
            step(); // whatever was written may be there or not
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            if (isClosed) {
                throw new ClosedChannelException();
            }
            if (failsReads) {
                throw new IOException("a read failed");
            }
            reads++;
            int count = (int) Math.min(into.remaining(), content.written.length - offset);
            if (count > 0) {
                into.put(content.written, (int) offset, count);
            }
        }

        @Override
        public void sync() throws IOException {
            step();
            if (failsSyncs) {
                throw new IOException("a sync failed");
            }
            syncs++;
            content.synced = content.written.clone();
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            roomBytes += roomBytes == Long.MAX_VALUE ? 0 : content.written.length - sizeBytes;
            content.resize((int) sizeBytes);
            step();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
