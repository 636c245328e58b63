package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets files go in which nothing is alive, and asks for what is alive in old, mostly dead ones.
/// Owned by the writer.
///
/// Before a file goes, what its records say about older files that stay is written once more, as a
/// map of what is settled there, together with a manifest of the files that are left. The next one
/// goes only when that and the removal are durable. docs/adr/0008-shared-log.md has the argument.
final class Retirement {

    static final int MAP = RecordFlags.OWN_TYPES | 1;
    static final int MANIFEST = RecordFlags.OWN_TYPES | 2;

    private static final int OWN_FLAGS = RecordFlags.SETTLES | RecordFlags.URGENT;

    private final Disk disk;
    private final LogThreads threads;
    private final FileTable files;
    private final FileSupply supply;
    private final LogWriter writer;
    private final CopyForward copies;
    private final Debt debt;
    private boolean isBusy;

    Retirement(
            Disk disk,
            LogThreads threads,
            FileTable files,
            FileSupply supply,
            Survivors survivors,
            LogWriter writer,
            Debt debt) {
        this.disk = disk;
        this.threads = threads;
        this.files = files;
        this.supply = supply;
        this.writer = writer;
        this.debt = debt;
        this.copies = new CopyForward(threads, files, survivors, writer, debt);
    }

    /// Looks for a file that may go.
    void look() {
        writer.owes(debt.bytes());
        if (isBusy) {
            return;
        }
        WalFile dead = deadOrNull();
        if (dead == null) {
            copies.look();
            return;
        }
        // what the lanes have digested is in the inbox by now: only with it are the maps complete
        isBusy = true;
        writer.drainInbox();
        retire(dead);
    }

    private @Nullable WalFile deadOrNull() {
        for (WalFile file : files.all()) {
            if (file.liveBytes == 0 && file != writer.current() && writer.isDigested(file)) {
                return file;
            }
        }
        return null;
    }

    private void retire(WalFile file) {
        LaneBatch own = new LaneBatch(null);
        List<WalFile> mapped = new ArrayList<>();
        for (WalFile older : files.olderThan(file)) {
            boolean isMapped =
                    older.mappedCount == older.settledCount() && older.mapFile > file.number;
            if (older.settledCount() > 0 && !isMapped) {
                mapped.add(older);
                add(own, MAP, older.number, older.settled().encode());
            }
        }
        int[] counts = mapped.stream().mapToInt(WalFile::settledCount).toArray();
        add(own, MANIFEST, 0, manifest(file));
        own.commits.add(() -> {
            for (int i = 0; i < counts.length; i++) {
                mapped.get(i).mappedCount = counts[i];
                mapped.get(i).mapFile = Position.file(own.positions[i]);
            }
            remove(file);
        });
        writer.writeOwn(own);
    }

    /// The first record of a log that has been opened: which files there are.
    void writeManifest() {
        LaneBatch own = new LaneBatch(null);
        add(own, MANIFEST, 0, manifest(null));
        writer.writeOwn(own);
    }

    private static void add(LaneBatch own, int type, long sequence, byte[] payload) {
        own.add(
                RecordKind.of(type, OWN_FLAGS),
                0,
                sequence,
                0,
                new byte[0],
                payload,
                RecordReader.crc(payload),
                Placement.NONE);
    }

    private byte[] manifest(@Nullable WalFile without) {
        long[] numbers =
                files.all().stream()
                        .filter(file -> file != without)
                        .mapToLong(file -> file.number)
                        .toArray();
        byte[] payload = new byte[numbers.length * Long.BYTES];
        ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(numbers);
        return payload;
    }

    private void remove(WalFile file) {
        String freeName = supply.freeNameOrNull(file);
        threads.background(() -> {
            try {
                file.file.close();
                if (freeName == null) {
                    disk.delete(WalFile.name(file.number));
                } else {
                    disk.rename(WalFile.name(file.number), freeName);
                }
                disk.syncDirectory();
                threads.write(() -> removed(file, freeName));
            } catch (IOException | RuntimeException e) {
                writer.fail(e);
            }
        });
    }

    private void removed(WalFile file, @Nullable String freeName) {
        files.remove(file);
        supply.recycle(freeName);
        isBusy = false;
        writer.run();
    }
}
