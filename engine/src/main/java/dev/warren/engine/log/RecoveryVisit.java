package dev.warren.engine.log;

import java.io.IOException;

/// Shows what one file holds. What a record carries is read when the visitor asks, through a window
/// that goes along.
final class RecoveryVisit implements RecoveryVisitor.PayloadSource {

    private static final int AHEAD_BYTES = 1 << 20;

    private final WalFile file;
    private final FileIndex index;
    private final RecordReader reader;
    private int at;

    RecoveryVisit(WalFile file, FileIndex index) {
        this.file = file;
        this.index = index;
        this.reader = new RecordReader(file, AHEAD_BYTES);
    }

    void run(RecoveryVisitor visitor) throws IOException {
        long alive = 0;
        for (at = 0; at < index.count(); at++) {
            int type = index.type(at);
            if (type == FileScan.DAMAGED) {
                visitor.damaged(damage(Damage.Kind.RECORDS));
            } else if (type < RecordFlags.OWN_TYPES && !file.isSettled(index.offset(at))) {
                alive += index.counts(at) ? index.length(at) : 0;
                visitor.record(index.info(at), this);
            }
        }
        file.liveBytes = alive;
    }

    private Damage damage(Damage.Kind kind) {
        return new Damage(kind, file.number, index.offset(at), index.length(at));
    }

    /// Reads the record that is being shown.
    @Override
    public LogRecord read() throws IOException {
        return reader.read(index.offset(at));
    }
}
