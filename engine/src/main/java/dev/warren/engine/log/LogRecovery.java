package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what the files of a log hold: footers, and the records themselves where there is none. For
/// one use.
final class LogRecovery {

    private final Disk disk;
    private final LogOptions options;
    private final NavigableMap<Long, WalFile> sound = new TreeMap<>();
    private final TreeSet<Long> present = new TreeSet<>();
    private final List<WalFile> leftovers = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();

    /// The log's own records, by file.
    private final Map<Long, FileIndex> own = new HashMap<>();

    private @Nullable WalFile unsealed;

    LogRecovery(Disk disk, LogOptions options) {
        this.disk = disk;
        this.options = options;
    }

    RecoveredLog recover(RecoveryVisitor visitor) throws IOException {
        openFiles();
        readOwnRecords();
        checkManifest();
        applyMaps();
        visit(visitor);
        FileTable files = new FileTable();
        sound.values().forEach(files::add);
        long nextNumber = present.isEmpty() ? 1 : present.last() + 1;
        return new RecoveredLog(files, leftovers, unsealed, nextNumber);
    }

    private void openFiles() throws IOException {
        for (String name : disk.list()) {
            long number = WalFile.number(name);
            if (number == 0) {
                continue;
            }
            present.add(number);
            DiskFile file = disk.open(name);
            if (file.sizeBytes() > FileHeader.BYTES
                    && FileHeader.check(file, options.node(), number)) {
                sound.put(number, new WalFile(number, file));
            } else {
                file.close();
                damages.add(new Damage(Damage.Kind.FILE_HEADER, number, 0, 0));
            }
        }
    }

    /// From the newest to the oldest: behind the last file that holds something, others may be
    /// ready or torn.
    private void readOwnRecords() throws IOException {
        boolean hasSuccessor = false;
        for (WalFile file : List.copyOf(sound.descendingMap().values())) {
            FileIndex found = sealedOrNull(file, hasSuccessor);
            if (found == null) {
                found = scan(file, hasSuccessor).own();
            }
            if (!hasSuccessor && file.index != null && file.index.count() == 0) {
                leftovers.add(file);
                sound.remove(file.number);
            } else {
                own.put(file.number, found);
                hasSuccessor = true;
            }
        }
    }

    /// The log's own records of a sealed file. Of the last file the index is looked at as well: it
    /// may have been torn while it was sealed.
    private static @Nullable FileIndex sealedOrNull(WalFile file, boolean hasSuccessor)
            throws IOException {
        Footer.Trailer trailer = Footer.trailerOrNull(file.file, file.number);
        if (trailer == null || hasSuccessor && trailer.ownOrNull() != null) {
            return trailer == null ? null : trailer.ownOrNull();
        }
        FileIndex index = Footer.readOrNull(file.file, trailer);
        return index == null ? null : index.own();
    }

    private FileIndex scan(WalFile file, boolean hasSuccessor) throws IOException {
        FileScan scan = new FileScan(file.file, file.number, hasSuccessor);
        scan.run();
        if (hasSuccessor) {
            damages.add(new Damage(Damage.Kind.INDEX, file.number, 0, 0));
        } else if (scan.index().count() > 0) {
            unsealed = file;
        }
        file.index = scan.index();
        file.end = scan.end();
        return scan.index();
    }

    /// The newest list of files says which of them have been retired and which are missing.
    private void checkManifest() throws IOException {
        LogRecord manifest = newestOrNull();
        if (manifest == null) {
            return;
        }
        TreeSet<Long> named = new TreeSet<>();
        ByteBuffer numbers = ByteBuffer.wrap(manifest.content()).order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.hasRemaining()) {
            named.add(numbers.getLong());
        }
        for (long later = named.last() + 1; later <= sound.lastKey(); later++) {
            named.add(later);
        }
        for (WalFile file : List.copyOf(sound.values())) {
            if (!named.contains(file.number)) {
                leftovers.add(file);
                sound.remove(file.number);
                damages.removeIf(damage -> damage.file() == file.number);
            }
        }
        for (long number : named) {
            if (!present.contains(number)) {
                damages.add(new Damage(Damage.Kind.MISSING_FILE, number, 0, 0));
            }
        }
    }

    private @Nullable LogRecord newestOrNull() throws IOException {
        for (WalFile file : sound.descendingMap().values()) {
            FileIndex index = ownOf(file);
            for (int i = index.count() - 1; i >= 0; i--) {
                if (index.type(i) == Retirement.MANIFEST) {
                    LogRecord record = readOrNull(file, index, i);
                    if (record != null) {
                        return record;
                    }
                }
            }
        }
        return null;
    }

    private void applyMaps() throws IOException {
        for (WalFile file : sound.values()) {
            FileIndex index = ownOf(file);
            for (int i = 0; i < index.count(); i++) {
                WalFile target =
                        index.type(i) == Retirement.MAP ? sound.get(index.sequence(i)) : null;
                LogRecord map = target == null ? null : readOrNull(file, index, i);
                if (target != null && map != null) {
                    target.settled().decode(map.content());
                    target.mapFile = file.number;
                    target.mappedCount = target.settledCount();
                }
            }
        }
    }

    private @Nullable LogRecord readOrNull(WalFile file, FileIndex index, int i)
            throws IOException {
        try {
            return new RecordReader(file).read(index.offset(i));
        } catch (DamagedRecordException reportedInstead) {
            damages.add(
                    new Damage(Damage.Kind.RECORDS, file.number, index.offset(i), index.length(i)));
            return null;
        }
    }

    private FileIndex ownOf(WalFile file) {
        FileIndex index = own.get(file.number);
        return index == null ? new FileIndex(file.number) : index;
    }

    private void visit(RecoveryVisitor visitor) throws IOException {
        try (IndexesAhead indexes = new IndexesAhead(sound.values(), disk.readers())) {
            for (WalFile file : sound.values()) {
                FileIndex index = indexes.nextOrNull();
                if (index == null) {
                    index = scan(file, true);
                }
                damages.forEach(visitor::damaged);
                damages.clear();
                new RecoveryVisit(file, index).run(visitor);
            }
        }
        damages.forEach(visitor::damaged);
    }
}
