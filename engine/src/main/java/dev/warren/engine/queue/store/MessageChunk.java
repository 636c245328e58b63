package dev.warren.engine.queue.store;

import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The messages of 1,024 neighbouring sequences, in memory. Owned by its store.
final class MessageChunk {

    static final int SHIFT = 10;

    private static final int SLOTS = 1 << SHIFT;
    private static final int SLOTS_MIN = 16;

    /// Fewer messages than this are not worth counting where new ones come in.
    private static final int LITTLE = 64;

    /// What a reference takes: heaps of 32 GiB and more have larger ones.
    private static final int SLOT_BYTES =
            Runtime.getRuntime().maxMemory() < 32L << 30 ? Integer.BYTES : Long.BYTES;

    long number;

    private @Nullable Message[] messages = new Message[SLOTS_MIN];
    private int count;

    /// How many slots the ledger knows of.
    private int counted;

    MessageChunk(long number) {
        this.number = number;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// Whether the ledger should hear of it: it has become larger, or has more than a little.
    boolean isUncounted() {
        return counted < messages.length && (counted > 0 || count >= LITTLE);
    }

    boolean isCounted() {
        return counted > 0;
    }

    /// From now on all its slots are counted, or none. Answers how many bytes that is more.
    int count(boolean isCounted) {
        int before = counted;
        counted = isCounted ? messages.length : 0;
        return (counted - before) * SLOT_BYTES;
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

    /// Visits the sequences in order until the visitor says no. It may take out what it visits.
    boolean visit(LongPredicate visitor) {
        for (int slot = 0; slot < messages.length; slot++) {
            if (messages[slot] != null && !visitor.test((number << SHIFT) + slot)) {
                return false;
            }
        }
        return true;
    }

    private static int slot(long sequence) {
        return (int) sequence & (SLOTS - 1);
    }
}
