package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads records by position. Calls block: not on a lane. Any number of threads may share it.
///
/// What has been settled may be gone; whoever reads it nevertheless gets an exception.
public final class LogReader {

    private static final int GUESS_BYTES = 8 << 10;

    private final FileTable files;

    LogReader(FileTable files) {
        this.files = files;
    }

    /// Reads the record that has a place there. Throws [DamagedRecordException] when it is not what
    /// was written.
    public LogRecord read(long position) throws IOException {
        WalFile file = fileOf(position);
        return new RecordReader(file.file, file.number)
                .read(Position.offset(position), GUESS_BYTES);
    }

    /// Reads the record and those behind it in the same file, of whatever owner and each for the
    /// first one only, as far as so many bytes reach. At least one; stops before one that is
    /// damaged.
    public List<LogRecord> readRange(long position, int bytesMax) throws IOException {
        WalFile file = fileOf(position);
        RecordReader reader = new RecordReader(file.file, file.number);
        long start = Position.offset(position);
        ByteBuffer buffer = reader.bytes(start, (int) Math.min(bytesMax, file.sizeBytes - start));
        List<LogRecord> records = new ArrayList<>();
        for (int at = 0; buffer.limit() - at >= RecordHeader.BYTES; ) {
            if (buffer.getInt(at) == RecordHeader.PADDING) {
                at = (int) (RecordHeader.align(start + at + 1) - start);
                continue;
            }
            LogRecord record = reader.recordOrNull(buffer, at, start + at, 0);
            int left = (int) (RecordHeader.align(start + at) - start - at);
            if (record != null) {
                records.add(record);
                at += reader.recordBytes();
            } else if (left > 0 && left < Integer.BYTES) {
                at += left; // too little for a padding mark
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
