package dev.warren.engine.log;

/// A record that was read. The payload is the caller's: the meta bytes, and behind them the
/// content.
public final class LogRecord {

    private final RecordInfo info;
    private final byte[] meta;
    private final byte[] content;

    LogRecord(RecordInfo info, byte[] meta, byte[] content) {
        this.info = info;
        this.meta = meta;
        this.content = content;
    }

    public RecordInfo info() {
        return info;
    }

    /// Where the record begins, whichever of its owners it was read for.
    public long recordPosition() {
        return info.recordPosition();
    }

    public byte[] meta() {
        return meta;
    }

    public byte[] content() {
        return content;
    }
}
