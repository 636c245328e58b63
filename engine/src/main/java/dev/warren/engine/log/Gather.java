package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Puts the records of a group one behind the other, so that they go to the disk in one write.
/// Owned by the writer.
final class Gather {

    private final ByteBuffer buffer;
    private final RecordHeader header = new RecordHeader();
    private final ShareEntry entry = new ShareEntry();
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
        for (int i = 0; i < batch.count; ) {
            int count = batch.shares(i);
            put(batch, i, count);
            i += 1 + count;
        }
    }

    private void put(LaneBatch batch, int first, int count) throws IOException {
        need(RecordHeader.BYTES);
        long offset = offset();
        byte[] meta = batch.metas[first];
        byte[] content = batch.contents[first];
        int kind = batch.kinds[first];
        header.length = ShareEntry.payloadAt(count) + meta.length + content.length;
        header.type = RecordKind.type(kind);
        header.flags = RecordKind.flags(kind);
        header.metaLength = meta.length;
        header.owner = batch.owners[first];
        header.sequence = batch.sequences[first];
        header.payloadCrc = batch.crcs[first];
        header.note = batch.notes[first];
        header.encode(buffer, file.number, offset);
        note(batch, first, offset, ShareEntry.firstLength(header.length, count));
        for (int share = 1; share <= count; share++) {
            put(batch, first + share, share, count);
        }
        put(meta);
        put(content);
    }

    private void put(LaneBatch batch, int i, int share, int count) throws IOException {
        need(ShareEntry.BYTES);
        long offset = offset();
        entry.owner = batch.owners[i];
        entry.sequence = batch.sequences[i];
        entry.distance = ShareEntry.distance(share);
        entry.count = count;
        entry.encode(buffer, file.number, offset);
        note(batch, i, offset, ShareEntry.length(header.length, count));
    }

    private void note(LaneBatch batch, int i, long offset, int length) {
        FileIndex index = file.openIndex();
        batch.positions[i] = Position.of(file.number, offset);
        batch.lengths[i] = length;
        index.add(batch.kinds[i], batch.owners[i], batch.sequences[i], header.note, offset, length);
        if (index.counts(index.count() - 1)) {
            file.liveBytes += length;
        }
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            spill();
        }
    }

    private void put(byte[] bytes) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            need(1);
            int count = Math.min(buffer.remaining(), bytes.length - from);
            buffer.put(bytes, from, count);
            from += count;
        }
    }

    /// Pads the batch to whole blocks and writes it. The next one begins behind it.
    void finish() throws IOException {
        int padding = (int) (RecordHeader.align(offset()) - offset());
        if (padding >= Integer.BYTES) {
            need(Integer.BYTES);
            buffer.putInt(RecordHeader.PADDING);
            padding -= Integer.BYTES;
        }
        for (; padding > 0; padding--) {
            need(1);
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
