package dev.warren.engine.stream.store;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.message.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages that were read together, ready to be delivered: each bears its offset in a header.
/// Immutable; any thread may hold it.
public final class Block {

    private final Message[] messages;
    private final long[] offsets;
    private final @Nullable Bytes[] filterValues;
    private final List<LostRange> lost;
    private final Cursor next;
    private final long bytes;

    private Block(Builder from, Cursor next) {
        this.messages = Arrays.copyOf(from.messages, from.count);
        this.offsets = Arrays.copyOf(from.offsets, from.count);
        this.filterValues = Arrays.copyOf(from.filterValues, from.count);
        this.lost = List.copyOf(from.lost);
        this.next = next;
        this.bytes = from.bytes;
    }

    public int count() {
        return messages.length;
    }

    public Message message(int index) {
        return messages[index];
    }

    public long offset(int index) {
        return offsets[index];
    }

    /// Null when the message has none.
    public @Nullable Bytes filterValueOrNull(int index) {
        return filterValues[index];
    }

    /// What should be among these and cannot be read.
    public List<LostRange> lost() {
        return lost;
    }

    /// Where reading goes on behind it.
    public Cursor next() {
        return next;
    }

    /// What it takes in memory.
    public long bytes() {
        return bytes;
    }

    /// Gathers a block. For one use, by one thread.
    static final class Builder {

        private static final int CAPACITY = 256;
        private static final int MESSAGE_BYTES = 32;

        private Message[] messages = new Message[CAPACITY];
        private long[] offsets = new long[CAPACITY];
        private @Nullable Bytes[] filterValues = new Bytes[CAPACITY];
        private final List<LostRange> lost = new ArrayList<>();
        private int count;
        private long bytes;

        void add(Message message, long offset, @Nullable Bytes filterValue) {
            if (count == messages.length) {
                messages = Arrays.copyOf(messages, count * 2);
                offsets = Arrays.copyOf(offsets, count * 2);
                filterValues = Arrays.copyOf(filterValues, count * 2);
            }
            messages[count] = message;
            offsets[count] = offset;
            filterValues[count] = filterValue;
            count++;
            bytes += message.footprintBytes() + MESSAGE_BYTES;
        }

        void lose(LostRange range) {
            lost.add(range);
        }

        long bytes() {
            return bytes;
        }

        Block build(Cursor next) {
            return new Block(this, next);
        }
    }
}
