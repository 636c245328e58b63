package dev.warren.engine.stream.store;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.HeaderInsertion;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Decodes the messages of a sound chunk. For one use, by one thread. The layout is in
/// [ChunkWriter].
final class ChunkReader {

    private static final HeaderInsertion OFFSET = new HeaderInsertion("x-stream-offset");

    private final Block.Builder into;

    /// The texts of the message before: nearly always the same again.
    private ShortString exchange = ShortString.EMPTY;

    private ShortString key = ShortString.EMPTY;

    ChunkReader(Block.Builder into) {
        this.into = into;
    }

    void read(byte[] bytes, int at, ChunkHeader header) {
        int filterLength = header.payload().filterLength();
        int from = at + ChunkHeader.BYTES + filterLength;
        ByteBuffer in =
                ByteBuffer.wrap(bytes, from, header.payload().length())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < header.count(); i++) {
            int contentLength = in.getInt();
            int headerLength = in.getInt();
            int exchangeLength = in.get() & 0xFF;
            int keyLength = in.get() & 0xFF;
            exchange = text(exchange, bytes, in, exchangeLength);
            key = text(key, bytes, in, keyLength);
            long offset = header.firstOffset() + i;
            int contentAt = in.position();
            byte[] content = OFFSET.insert(bytes, contentAt, headerLength, contentLength, offset);
            Bytes value =
                    filterLength == 0 ? null : FilterValue.ofOrNull(bytes, contentAt, headerLength);
            int longer = content.length - contentLength;
            into.add(new Message(exchange, key, content, headerLength + longer), offset, value);
            in.position(contentAt + contentLength);
        }
    }

    private static ShortString text(ShortString before, byte[] bytes, ByteBuffer in, int length) {
        int at = in.position();
        in.position(at + length);
        if (before.length() == length
                && java.util.Arrays.equals(before.array(), 0, length, bytes, at, at + length)) {
            return before;
        }
        return ShortString.copyOf(bytes, at, length);
    }
}
