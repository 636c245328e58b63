package dev.warren.engine.stream.store;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.message.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Encodes the messages of one chunk after the other. Owned by the writer.
///
/// ```
///  message: content length u32, header length u32,
///           exchange length u8, key length u8, exchange, key, content
/// ```
final class ChunkWriter {

    /// A chunk is closed when it has grown to this; a larger message has one of its own.
    static final int BYTES_MAX = 256 << 10;

    /// What a message takes beside its texts and its content.
    static final int ENTRY_BYTES = 2 * Integer.BYTES + 2;

    private byte[] buffer = new byte[BYTES_MAX];

    /// What stands before the messages: room for the head and the largest filter.
    private static final int PAYLOAD_AT = ChunkHeader.BYTES + ChunkFilter.BYTES_MAX;

    private int end = PAYLOAD_AT;
    private int count;
    private int filterLength;
    private boolean isFiltered;
    private boolean hasUnfiltered;

    /// Begins a chunk whose filter, if it needs one, has so many bytes.
    void begin(int filterBytes) {
        if (buffer.length > BYTES_MAX * 2) {
            buffer = new byte[BYTES_MAX];
        }
        end = PAYLOAD_AT;
        count = 0;
        filterLength = filterBytes;
        isFiltered = false;
        hasUnfiltered = false;
        Arrays.fill(buffer, 0, PAYLOAD_AT, (byte) 0);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /// What the file grows by if the chunk ends here.
    int bytes() {
        return bytesBefore() + end - PAYLOAD_AT;
    }

    private int bytesBefore() {
        return ChunkHeader.BYTES + (isFiltered ? filterLength : 0);
    }

    boolean hasRoom(Message message) {
        return count == 0 || end + bytesOf(message) <= BYTES_MAX;
    }

    private static int bytesOf(Message message) {
        return ENTRY_BYTES
                + message.exchange().length()
                + message.routingKey().length()
                + message.content().length;
    }

    void add(Message message) {
        int bytes = bytesOf(message);
        if (end + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, end + bytes);
        }
        byte[] content = message.content();
        ByteBuffer.wrap(buffer, end, bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .putInt(message.headerLength())
                .put((byte) message.exchange().length())
                .put((byte) message.routingKey().length())
                .put(message.exchange().array())
                .put(message.routingKey().array())
                .put(content);
        end += bytes;
        count++;
        Bytes value = FilterValue.ofOrNull(content, 0, message.headerLength());
        addToFilter(value);
    }

    /// The filter stands right before the messages.
    private void addToFilter(@Nullable Bytes value) {
        if (value == null) {
            hasUnfiltered = true;
        } else {
            isFiltered = true;
            ChunkFilter.add(buffer, PAYLOAD_AT - filterLength, filterLength, value);
        }
    }

    /// Closes the chunk: its bytes, until the next one begins.
    ByteBuffer finish(ChunkHeader.Place place, long firstOffset, long timestamp, long durable) {
        int start = PAYLOAD_AT - bytesBefore();
        if (isFiltered && hasUnfiltered) {
            ChunkFilter.addUnfiltered(buffer, PAYLOAD_AT - filterLength);
        }
        int payloadAt = start + ChunkHeader.BYTES;
        CRC32C crc = new CRC32C();
        crc.update(buffer, payloadAt, end - payloadAt);
        var payload =
                new ChunkHeader.Payload(
                        isFiltered ? filterLength : 0, end - PAYLOAD_AT, (int) crc.getValue());
        new ChunkHeader(firstOffset, timestamp, count, durable, payload)
                .encode(buffer, start, place);
        return ByteBuffer.wrap(buffer, start, end - start);
    }
}
