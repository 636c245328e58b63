package dev.warren.amqp.channel;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;

/// Frames put aside while their channel waits for an answer from elsewhere. Owned by the channel's
/// lane.
final class ParkedFrames {

    /// When a channel has put aside so much, its connection is not read until the answer is there.
    private static final int BYTES_MAX = 256 * 1024;

    /// What an entry costs beside its payload.
    private static final int OVERHEAD_BYTES = 128;

    private record Parked(int type, int methodId, ByteBuf payload) {}

    private final LaneLedger ledger;
    private final ArrayDeque<Parked> frames = new ArrayDeque<>();
    private int bytes;

    ParkedFrames(LaneLedger ledger) {
        this.ledger = ledger;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    boolean isFull() {
        return bytes >= BYTES_MAX;
    }

    int firstMethodId() {
        return frames.element().methodId();
    }

    void add(int type, int methodId, ByteBuf in, int index, int length) {
        byte[] payload = new byte[length];
        in.getBytes(index, payload);
        frames.add(new Parked(type, methodId, Unpooled.wrappedBuffer(payload)));
        count(length + OVERHEAD_BYTES);
    }

    /// Offers the oldest frame; it stays when the taker cannot take it yet.
    @SuppressWarnings("ReferenceEquality") // whether it is still this very entry
    boolean offerFirst(Taker taker) {
        Parked first = frames.element();
        int length = first.payload().readableBytes();
        if (!taker.take(first.type(), first.methodId(), first.payload(), 0, length)) {
            return false;
        }
        if (frames.peek() == first) {
            frames.remove();
            count(-(length + OVERHEAD_BYTES));
        }
        return true;
    }

    void clear() {
        frames.clear();
        count(-bytes);
    }

    private void count(int delta) {
        bytes += delta;
        ledger.add(Holder.PARKED, delta);
    }

    /// Takes a frame, or says that it cannot yet.
    interface Taker {
        boolean take(int type, int methodId, ByteBuf in, int index, int length);
    }
}
