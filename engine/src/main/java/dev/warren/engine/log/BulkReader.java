package dev.warren.engine.log;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// Reads many records at once, neighbours together. Owned by one thread, which may block and which
/// nobody interrupts: the JDK would close the file.
///
/// Keeps one buffer; what it allocates are the records.
public final class BulkReader {

    /// Records that are farther apart are read one by one.
    private static final int GAP_BYTES_MAX = 64 << 10;

    private static final int READ_BYTES_MAX = 1 << 20;
    private static final int TAIL_BYTES_MIN = 8 << 10;

    /// How far a place may be behind the beginning of its record.
    private static final int HEAD_BYTES_MAX = ShareEntry.distance(ShareEntry.OWNERS_MAX - 1);

    private final FileTable files;
    private @Nullable RecordReader reader;

    /// How large the records have been lately: so much is read behind the last position.
    private int tailBytes = TAIL_BYTES_MIN;

    BulkReader(FileTable files) {
        this.files = files;
    }

    /// Reads the records at the first so many positions, which ascend. Each is answered before this
    /// returns. A file that goes meanwhile is no error.
    public void readAll(long[] positions, int count, ReadResults results) {
        for (int from = 0; from < count; ) {
            int to = endOfRun(positions, from, count);
            WalFile file = files.getOrNull(Position.file(positions[from]));
            RecordReader in = file == null ? null : readerOf(file);
            for (int i = from; i < to; i++) {
                if (in == null) {
                    results.missed(i, ReadResults.Miss.GONE);
                } else {
                    read(in, positions, i, to, results);
                }
            }
            from = to;
        }
    }

    /// Up to which index one read reaches.
    private static int endOfRun(long[] positions, int from, int count) {
        int to = from + 1;
        while (to < count
                && Position.file(positions[to]) == Position.file(positions[from])
                && positions[to] - positions[to - 1] < GAP_BYTES_MAX
                && positions[to] - positions[from] < READ_BYTES_MAX - GAP_BYTES_MAX) {
            to++;
        }
        return to;
    }

    /// What was read before is read again: more may have been written there since.
    private RecordReader readerOf(WalFile file) {
        RecordReader known = reader;
        if (known == null) {
            known = new RecordReader(file);
            reader = known;
        } else {
            known.window().turnTo(file);
        }
        return known;
    }

    private void read(RecordReader in, long[] positions, int i, int to, ReadResults results) {
        LogRecord record;
        try {
            record = read(in, positions[i], positions[to - 1]);
        } catch (DamagedRecordException e) {
            results.missed(i, ReadResults.Miss.DAMAGED);
            return;
        } catch (IOException e) {
            WalFile file = in.window().file();
            boolean isGone =
                    e instanceof ClosedChannelException || files.getOrNull(file.number) != file;
            results.missed(i, isGone ? ReadResults.Miss.GONE : ReadResults.Miss.FAILED);
            return;
        }
        results.found(i, record);
    }

    private LogRecord read(RecordReader in, long position, long last) throws IOException {
        WalFile file = in.window().file();
        long offset = Position.offset(position);
        long start = Math.max(0, offset - HEAD_BYTES_MAX);
        long rest = Math.min(Position.offset(last) + tailBytes, file.sizeBytes) - start;
        if (!in.window().has(offset) && rest > 0) {
            in.window().load(start, (int) Math.min(rest, READ_BYTES_MAX));
        }
        LogRecord record = in.read(offset);
        tailBytes = Math.clamp(in.recordBytes(), TAIL_BYTES_MIN, READ_BYTES_MAX / 2);
        return record;
    }
}
