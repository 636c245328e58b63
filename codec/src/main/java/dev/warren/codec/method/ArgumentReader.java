package dev.warren.codec.method;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTableDecoder;
import dev.warren.codec.value.OctetText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;

/// A bounded walk through the arguments of one method.
///
/// Lives on the stack of [MethodReader#read] and so may hold the buffer, of which it moves no
/// index. Neighbouring bits share an octet, the first in the lowest place. AMQP 0-9-1 §4.2.5.2.
final class ArgumentReader {

    /// As many octets as can show in a reply text of 255 bytes.
    private static final int OCTETS_SHOWN_MAX = 128;

    private static final int ID_LENGTH = 4;

    private final ByteBuf in;
    private final int start;
    private final int end;
    private int position;
    private int bits;

    /// How many of [#bits] are taken; 8 when the next bit begins a new octet.
    private int bitsTaken = 8;

    ArgumentReader(ByteBuf in, int index, int length) {
        this.in = in;
        this.start = index;
        this.position = index;
        this.end = index + length;
    }

    int id() {
        return in.getInt(skip(ID_LENGTH));
    }

    void checkEnd() {
        if (position != end) {
            throw cannotDecode();
        }
    }

    int octet() {
        return in.getUnsignedByte(skip(1));
    }

    int shortInt() {
        return in.getUnsignedShort(skip(2));
    }

    long longInt() {
        return in.getUnsignedInt(skip(4));
    }

    long longLong() {
        return in.getLong(skip(8));
    }

    boolean bit() {
        if (bitsTaken == 8) {
            bits = octet();
            bitsTaken = 0;
        }
        return (bits >> bitsTaken++ & 1) != 0;
    }

    /// A name or another text: 501 unless it is UTF-8, as RabbitMQ wants it everywhere but in a
    /// publish.
    ShortString shortString() {
        ShortString text = rawShortString();
        if (!text.isUtf8()) {
            throw AmqpException.ofNoMethod(ReplyCode.FRAME_ERROR, "Malformed UTF-8 in shortstr");
        }
        return text;
    }

    /// Any bytes: what a publish names.
    ShortString rawShortString() {
        return ShortString.owned(bytes(octet()));
    }

    Bytes longString() {
        return Bytes.owned(bytes(longInt()));
    }

    FieldTable table() {
        byte[] bytes = bytes(longInt());
        return FieldTableDecoder.decode(bytes, 0, bytes.length);
    }

    ArgumentReader skipShortInt() {
        skip(2);
        return this;
    }

    ArgumentReader skipShortString() {
        skip(octet());
        return this;
    }

    ArgumentReader skipLongString() {
        skip(longInt());
        return this;
    }

    /// For methods of which only reserved fields precede the end.
    Method then(Method method) {
        return method;
    }

    /// RabbitMQ's text, with the arguments but not the id. (RabbitMQ 3.10 answers so when the
    /// arguments are wrong; for an undefined method it drops the connection without a word.)
    AmqpException cannotDecode() {
        int from = Math.min(end, start + ID_LENGTH);
        byte[] shown = new byte[Math.min(end - from, OCTETS_SHOWN_MAX)];
        in.getBytes(from, shown);
        return AmqpException.hard(
                ReplyCode.FRAME_ERROR, "cannot decode " + OctetText.numbers(shown));
    }

    private byte[] bytes(long length) {
        int at = skip(length);
        byte[] bytes = new byte[(int) length];
        in.getBytes(at, bytes);
        return bytes;
    }

    private int skip(long count) {
        bitsTaken = 8;
        if (count > end - position) {
            throw cannotDecode();
        }
        int at = position;
        position += (int) count;
        return at;
    }
}
