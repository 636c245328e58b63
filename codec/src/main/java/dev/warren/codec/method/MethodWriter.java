package dev.warren.codec.method;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTableEncoder;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;

/// Writes the arguments of one method, field by field.
///
/// Lives for one method, on one stack, and so may hold the buffer; the caller keeps owning it.
/// Neighbouring bits share an octet, the first in the lowest place. AMQP 0-9-1 §4.2.5.2.
public final class MethodWriter {

    private final ByteBuf out;

    /// The place of the next bit in the last octet; 8 when it begins a new one.
    private int bitPlace = 8;

    public MethodWriter(ByteBuf out) {
        this.out = out;
    }

    /// Writes the id and the arguments of a method: the payload of its frame.
    public static void write(Method method, ByteBuf out) {
        out.writeInt(method.id());
        method.write(new MethodWriter(out));
    }

    public MethodWriter octet(int value) {
        next().writeByte(value);
        return this;
    }

    public MethodWriter shortInt(int value) {
        next().writeShort(value);
        return this;
    }

    public MethodWriter longInt(long value) {
        next().writeInt((int) value);
        return this;
    }

    public MethodWriter longLong(long value) {
        next().writeLong(value);
        return this;
    }

    public MethodWriter bit(boolean value) {
        if (bitPlace == 8) {
            out.writeByte(0);
            bitPlace = 0;
        }
        if (value) {
            int octet = out.writerIndex() - 1;
            out.setByte(octet, out.getByte(octet) | 1 << bitPlace);
        }
        bitPlace++;
        return this;
    }

    public MethodWriter shortString(ShortString value) {
        next().writeByte(value.length()).writeBytes(value.array());
        return this;
    }

    public MethodWriter longString(Bytes value) {
        next().writeInt(value.length()).writeBytes(value.array());
        return this;
    }

    public MethodWriter table(FieldTable value) {
        byte[] bytes = FieldTableEncoder.encode(value);
        next().writeInt(bytes.length).writeBytes(bytes);
        return this;
    }

    private ByteBuf next() {
        bitPlace = 8;
        return out;
    }
}
