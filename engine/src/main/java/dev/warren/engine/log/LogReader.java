package dev.warren.engine.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads records by position. Calls block: not on a lane. Any number of threads may share it.
///
/// What has been settled may be gone; whoever reads it nevertheless gets an exception.
public final class LogReader {

    private final FileTable files;

    LogReader(FileTable files) {
        this.files = files;
    }

    /// Reads the record that has a place there. Throws [DamagedRecordException] when it is not what
    /// was written.
    public LogRecord read(long position) throws IOException {
        return new RecordReader(fileOf(position)).read(Position.offset(position));
    }

    /// For reading many records at once, by one thread.
    public BulkReader bulk() {
        return new BulkReader(files);
    }

    /// Reads the record and those behind it in the same file, of whatever owner and each for the
    /// first one only, as far as so many bytes reach. At least one; stops before one that is
    /// damaged.
    public List<LogRecord> readRange(long position, int bytesMax) throws IOException {
        RecordReader reader = new RecordReader(fileOf(position), bytesMax);
        long start = Position.offset(position);
        List<LogRecord> records = new ArrayList<>();
        for (long at = start; at < start + bytesMax; ) {
            LogRecord record = reader.recordOrNull(at, 0);
            if (record != null && at + reader.recordBytes() <= start + bytesMax) {
                records.add(record);
                at += reader.recordBytes();
            } else if (record == null && reader.isPadding(at)) {
                at = RecordHeader.align(at + 1);
            } else {
                break;
            }
        }
        return records.isEmpty() ? List.of(read(position)) : records;
    }

    private WalFile fileOf(long position) throws IOException {
        WalFile file = files.getOrNull(Position.file(position));
        if (file == null) {
            throw new DamagedRecordException(position, "no file");
        }
        return file;
    }
}
