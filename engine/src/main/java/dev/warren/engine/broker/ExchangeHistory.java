package dev.warren.engine.broker;

import static java.util.Comparator.comparingLong;

import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The last messages of one exchange, for bindings to come. Any lane adds and reads, nobody waits.
///
/// ```
///   number of a message modulo length = its place; the next round replaces it
///   oldest: what is below it has left, replaced or to make room
/// ```
///
/// It is bounded by the length that the exchange was declared with, and by what a node can spare:
/// [#MESSAGES_MAX] messages and [#BYTES_MAX] bytes. The oldest leave first.
final class ExchangeHistory {

    static final int MESSAGES_MAX = 65_536;
    static final long BYTES_MAX = 32L << 20;

    private record Entry(long number, Message message) {}

    private final ByteLedger ledger;
    private final AtomicReferenceArray<@Nullable Entry> places;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean isClosed;

    /// @param length how many messages, at least 1
    ExchangeHistory(int length, ByteLedger ledger) {
        this.ledger = ledger;
        this.places = new AtomicReferenceArray<>(Math.min(length, MESSAGES_MAX));
    }

    /// Keeps a message. One that alone is larger than the room is not kept.
    void add(Message message) {
        if (isClosed || message.footprintBytes() > BYTES_MAX) {
            return;
        }
        long number = next.getAndIncrement();
        count(message.footprintBytes());
        release(places.getAndSet(placeOf(number), new Entry(number, message)));
        makeRoom();
        if (isClosed) {
            clear();
        }
    }

    private int placeOf(long number) {
        return (int) (number % places.length());
    }

    private void makeRoom() {
        while (bytes.get() > BYTES_MAX) {
            long first = oldest.get();
            long end = next.get();
            long leaving = Math.max(first, end - places.length());
            if (leaving >= end) {
                return;
            }
            if (oldest.compareAndSet(first, leaving + 1)) {
                drop(leaving);
            }
        }
    }

    private void drop(long number) {
        int place = placeOf(number);
        Entry entry = places.get(place);
        if (entry != null && entry.number() == number && places.compareAndSet(place, entry, null)) {
            release(entry);
        }
    }

    /// The messages from the oldest to the newest.
    List<Message> messages() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < places.length(); i++) {
            Entry entry = places.get(i);
            if (entry != null) {
                entries.add(entry);
            }
        }
        entries.sort(comparingLong(Entry::number));
        return entries.stream().map(Entry::message).toList();
    }

    /// The exchange is gone: gives back what is kept, and keeps no more.
    void close() {
        isClosed = true;
        clear();
    }

    private void clear() {
        for (int i = 0; i < places.length(); i++) {
            release(places.getAndSet(i, null));
        }
    }

    private void release(@Nullable Entry entry) {
        if (entry != null) {
            count(-entry.message().footprintBytes());
        }
    }

    private void count(long delta) {
        bytes.addAndGet(delta);
        ledger.addShared(Holder.HISTORIES, delta);
    }
}
