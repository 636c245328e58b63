package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Puts the records of a group one behind the other, so that they go to the disk in one write.
/// Owned by the writer.
final class Gather {

    private final ByteBuffer buffer;
    private final RecordHeader header = new RecordHeader();
    private WalFile file;
    private long start;

    Gather(int bytes, WalFile first) {
        this.buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.file = first;
        begin(first);
    }

    /// Begins a batch at the end of a file.
    void begin(WalFile in) {
        file = in;
        start = in.end;
        header.batchBlock = (int) (in.end / RecordHeader.BLOCK);
        buffer.clear();
    }

    /// Where the next record would begin.
    long offset() {
        return start + buffer.position();
    }

    /// Puts the records in and notes their positions.
    void put(LaneBatch batch) throws IOException {
        FileIndex index = file.openIndex();
        for (int i = 0; i < batch.count; i++) {
            if (buffer.remaining() < RecordHeader.BYTES) {
                spill();
            }
            long offset = offset();
            header.length = batch.length(i);
            header.type = batch.kinds[i] & 0xFF;
            header.flags = batch.kinds[i] >>> 8;
            header.metaLength = batch.metas[i].length;
            header.owner = batch.owners[i];
            header.sequence = batch.sequences[i];
            header.payloadCrc = batch.crcs[i];
            header.encode(buffer, file.number, offset);
            put(batch.metas[i]);
            put(batch.contents[i]);
            batch.positions[i] = Position.of(file.number, offset);
            if (index.counts(index.add(header, offset))) {
                file.liveBytes += header.length;
            }
        }
    }

    private void put(byte[] bytes) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            if (!buffer.hasRemaining()) {
                spill();
            }
            int count = Math.min(buffer.remaining(), bytes.length - from);
            buffer.put(bytes, from, count);
            from += count;
        }
    }

    /// Pads the batch to whole blocks and writes it. The next one begins behind it.
    void finish() throws IOException {
        int padding = (int) (RecordHeader.align(offset()) - offset());
        if (padding >= Integer.BYTES) {
            if (buffer.remaining() < Integer.BYTES) {
                spill();
            }
            buffer.putInt(RecordHeader.PADDING);
            padding -= Integer.BYTES;
        }
        for (; padding > 0; padding--) {
            if (!buffer.hasRemaining()) {
                spill();
            }
            buffer.put((byte) 0);
        }
        spill();
        file.end = start;
        begin(file);
    }

    private void spill() throws IOException {
        int count = buffer.position();
        if (count > 0) {
            file.file.write(buffer.flip(), start);
            start += count;
        }
        buffer.clear();
    }
}
