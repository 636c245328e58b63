package dev.warren.amqp.channel;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Puts a content header and its body frames together in one array. Owned by the channel's lane.
///
/// Memory is taken as the body arrives, not as it is announced: whoever announces half a gigabyte
/// and sends nothing costs a few kilobytes.
final class ContentAssembly {

    /// Bodies up to this get their array when they are announced.
    private static final int AT_ONCE_BYTES = 4 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final LaneLedger ledger;
    private final long bodyBytesMax;
    private byte[] content = NOTHING;
    private int headerLength;
    private int filled;
    private int total;

    /// What the ledger knows of.
    private int counted;

    ContentAssembly(LaneLedger ledger, long bodyBytesMax) {
        this.ledger = ledger;
        this.bodyBytesMax = bodyBytesMax;
    }

    /// Begins with the payload of a content header frame.
    void begin(ByteBuf in, int index, int length) {
        long bodySize = in.getLong(index + 4);
        if (bodySize < 0 || bodySize > bodyBytesMax) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "message size %s is larger than configured max size %d",
                    Long.toUnsignedString(bodySize),
                    bodyBytesMax);
        }
        headerLength = length;
        total = length + (int) bodySize;
        content = new byte[bodySize <= AT_ONCE_BYTES ? total : length];
        in.getBytes(index, content, 0, length);
        ContentHeader.validate(content, 0, length);
        filled = length;
        if (bodySize > 0) {
            count(content.length);
        }
    }

    /// Adds a body frame.
    void add(ByteBuf in, int index, int length) {
        if (length > total - filled) {
            throw new AmqpException(
                    ReplyCode.FRAME_ERROR,
                    "body of "
                            + (filled - headerLength + (long) length)
                            + " bytes is longer than announced");
        }
        if (filled + length > content.length) {
            grow(filled + length);
        }
        in.getBytes(index, content, filled, length);
        filled += length;
        if (filled < total) {
            count(content.length);
        }
    }

    boolean isComplete() {
        return filled == total;
    }

    int headerLength() {
        return headerLength;
    }

    byte[] content() {
        return content;
    }

    /// Hands the content over and forgets it.
    byte[] take() {
        byte[] taken = content;
        drop();
        return taken;
    }

    /// Forgets what has arrived.
    void drop() {
        count(0);
        content = NOTHING;
        filled = 0;
        total = 0;
        headerLength = 0;
    }

    private void grow(int needed) {
        content =
                Arrays.copyOf(
                        content, (int) Math.min(total, Math.max(needed, content.length * 2L)));
    }

    /// What waits for more is in the ledger: many channels may each announce a body and send
    /// nothing.
    private void count(int bytes) {
        if (bytes != counted) {
            ledger.add(Holder.ASSEMBLIES, bytes - counted);
            counted = bytes;
        }
    }
}
