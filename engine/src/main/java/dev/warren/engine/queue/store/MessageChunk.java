package dev.warren.engine.queue.store;

import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The messages of 1,024 neighbouring sequences, in memory. Owned by its store.
final class MessageChunk {

    static final int SHIFT = 10;

    private static final int SLOTS = 1 << SHIFT;
    private static final int SLOTS_MIN = 16;

    long number;

    private @Nullable Message[] messages = new Message[SLOTS_MIN];
    private int count;

    MessageChunk(long number) {
        this.number = number;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void put(long sequence, Message message) {
        int slot = slot(sequence);
        if (slot >= messages.length) {
            messages = Arrays.copyOf(messages, Math.min(SLOTS, Integer.highestOneBit(slot) << 2));
        }
        messages[slot] = message;
        count++;
    }

    @Nullable Message get(long sequence) {
        int slot = slot(sequence);
        return slot < messages.length ? messages[slot] : null;
    }

    @Nullable Message remove(long sequence) {
        Message removed = get(sequence);
        if (removed != null) {
            messages[slot(sequence)] = null;
            count--;
        }
        return removed;
    }

    void forEach(Consumer<Message> action) {
        for (Message message : messages) {
            if (message != null) {
                action.accept(message);
            }
        }
    }

    void forEachSequence(LongConsumer action) {
        for (int slot = 0; slot < messages.length; slot++) {
            if (messages[slot] != null) {
                action.accept((number << SHIFT) + slot);
            }
        }
    }

    private static int slot(long sequence) {
        return (int) sequence & (SLOTS - 1);
    }
}
