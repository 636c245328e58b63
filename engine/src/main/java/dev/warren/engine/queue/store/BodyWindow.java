package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Which messages of one queue are in memory: what is about to be delivered, and what the disk does
/// not have yet. Owned by its store's lane.
///
/// ```
///    handed out      | in memory, read ahead | on the disk only        | on its way to the disk
///   -----------------|-----------------------|-------------------------|------------------------
///                  cursor                 coldFrom                             in memory
/// ```
///
/// The window is limited in bytes, and small while the node's memory is tight. When half of it is
/// used up, the next piece is read, one read at a time. What was handed out leaves if room is
/// short: only a requeue asks for it again, and then it is read.
final class BodyWindow {

    private static final int READ_MESSAGES_MAX = 2048;

    private static final long NOTHING_IS_COLD = Long.MAX_VALUE;

    private record Wanted(long sequence, Runnable then) {}

    /// Hears of messages that should be on the disk and could not be read.
    @FunctionalInterface
    interface Losses {

        /// @param isDamaged whether the record is no more; otherwise the disk may have it still
        void lost(long sequence, boolean isDamaged);
    }

    private final Lane lane;
    private final LaneLedger ledger;
    private final Places places;
    private final BodyReader reader;
    private final WindowLimits limits;
    private final BooleanSupplier isTight;
    private final Losses losses;
    private final BodyTable bodies;
    private final List<Wanted> wanted = new ArrayList<>(0);
    private final java.util.function.Consumer<BodyRead> done = this::done;

    /// Nothing from here on has been handed out.
    private long cursor;

    /// From here on messages may be on the disk only.
    private long coldFrom = NOTHING_IS_COLD;

    private boolean isReading;
    private boolean isCleared;

    BodyWindow(
            Lane lane,
            LaneLedger ledger,
            Places places,
            BodyReader reader,
            WindowLimits limits,
            BooleanSupplier isTight,
            Losses losses) {
        this.lane = lane;
        this.ledger = ledger;
        this.bodies = new BodyTable(ledger);
        this.places = places;
        this.reader = reader;
        this.limits = limits;
        this.isTight = isTight;
        this.losses = losses;
    }

    /// The queue comes back with all its messages on the disk.
    void beginCold() {
        coldFrom = 0;
    }

    long bytes() {
        return bodies.bytes();
    }

    /// What its index takes, as far as the ledger knows of it.
    long slotBytes() {
        return bodies.slotBytes();
    }

    void forEach(java.util.function.Consumer<Message> action) {
        bodies.forEach(action);
    }

    @Nullable Message get(long sequence) {
        return bodies.get(sequence);
    }

    void add(long sequence, Message message) {
        bodies.put(sequence, message);
    }

    /// The disk has the message: it may go, if there is no room, or if it stands behind others that
    /// have gone.
    void placed(long sequence) {
        if (sequence < cursor) {
            if (bodies.bytes() > bytesMax()) {
                evict(sequence);
            }
        } else if (sequence >= coldFrom || bodies.bytes() > bytesMax()) {
            evict(sequence);
            coldFrom = Math.min(coldFrom, sequence);
        }
    }

    /// The message was handed out, and is likely not to be asked for again.
    void handedOver(long sequence) {
        cursor = Math.max(cursor, sequence + 1);
        boolean hasRoom = coldFrom == NOTHING_IS_COLD && bodies.bytes() <= bytesMax() / 2;
        if (!hasRoom && places.isPlaced(sequence)) {
            evict(sequence);
        }
        readAhead();
    }

    /// The queue is done with what is before that sequence, but for what it has handed out: nothing
    /// of it is read ahead.
    void passTo(long sequence) {
        cursor = Math.max(cursor, sequence);
    }

    /// The queue is done with the message.
    void remove(long sequence) {
        cursor = Math.max(cursor, sequence + 1);
        evict(sequence);
        readAhead();
    }

    /// The queue is no more. What is still being read does not come in.
    void clear() {
        isCleared = true;
        bodies.forEach(this::release);
        bodies.clear();
        coldFrom = NOTHING_IS_COLD;
        List<Wanted> waiting = List.copyOf(wanted);
        wanted.clear();
        waiting.forEach(each -> lane.later(each.then()));
    }

    /// Brings a message into memory, then calls back: it is there, unless it is gone for good.
    void load(long sequence, Runnable then) {
        if (bodies.get(sequence) != null || !isOnDisk(sequence)) {
            lane.later(then);
            return;
        }
        wanted.add(new Wanted(sequence, then));
        if (!isReading) {
            read(sequence);
        }
    }

    /// Whether the queue wants it and it can be read.
    private boolean isOnDisk(long sequence) {
        return !isCleared && places.isHeld(sequence) && places.isPlaced(sequence);
    }

    /// Lets go of what stands behind the first messages in line, as far as the disk has it. The
    /// rest is named, so that the disk can get it, until it takes no more: then the answer is
    /// false.
    boolean pageOut(LongPredicate toDisk) {
        return !wanted.isEmpty() || bodies.visit(new Leaving(toDisk));
    }

    /// One pass over what is in memory, in order.
    private final class Leaving implements LongPredicate {

        private final LongPredicate toDisk;
        private long kept;

        Leaving(LongPredicate toDisk) {
            this.toDisk = toDisk;
        }

        @Override
        public boolean test(long sequence) {
            Message message = bodies.get(sequence);
            if (message != null && sequence >= cursor && kept < limits.tightBytesMax()) {
                kept += message.footprintBytes();
                return true;
            }
            if (!places.isPlaced(sequence)) {
                return toDisk.test(sequence);
            }
            evict(sequence);
            coldFrom = sequence < cursor ? coldFrom : Math.min(coldFrom, sequence);
            return true;
        }
    }

    private long bytesMax() {
        return isTight.getAsBoolean() ? limits.tightBytesMax() : limits.bytesMax();
    }

    private void evict(long sequence) {
        Message message = bodies.remove(sequence);
        if (message != null) {
            release(message);
        }
    }

    private void release(Message message) {
        if (message.releaseShare()) {
            ledger.add(Holder.QUEUES, -message.footprintBytes());
        }
    }

    private void readAhead() {
        if (coldFrom != NOTHING_IS_COLD
                && !isReading
                && wanted.isEmpty()
                && bodies.bytes() < bytesMax() / 2) {
            read(Math.max(coldFrom, cursor));
        }
    }

    /// Reads what is not in memory from there on, up to the limits.
    private void read(long from) {
        if (coldFrom != NOTHING_IS_COLD) {
            coldFrom = firstCold(Math.max(coldFrom, cursor));
        }
        BodyRead read = null;
        long sequence = places.nextHeld(from);
        while (sequence != Places.NONE) {
            if (bodies.get(sequence) == null && places.isPlaced(sequence)) {
                boolean isSpilled = places.isSpilled(sequence);
                if (read == null) {
                    read = new BodyRead(lane, isSpilled, done);
                } else if (read.isSpilled() != isSpilled
                        || read.count() == READ_MESSAGES_MAX
                        || read.bytes() + places.length(sequence) > limits.readBytesMax()) {
                    break;
                }
                read.add(sequence, places.position(sequence), places.length(sequence));
            }
            sequence = places.nextHeld(sequence + 1);
        }
        if (read == null) {
            coldFrom = from <= coldFrom ? NOTHING_IS_COLD : coldFrom;
            lane.later(this::serveWanted);
        } else {
            isReading = true;
            read.seal();
            reader.read(read);
        }
    }

    private void done(BodyRead read) {
        isReading = false;
        if (isCleared) {
            return;
        }
        List<Integer> missing = new ArrayList<>(0);
        long first = Long.MAX_VALUE;
        long last = 0;
        for (int i = 0; i < read.count(); i++) {
            long sequence = read.sequence(i);
            Message message = read.messageOrNull(i);
            boolean isNews = places.isHeld(sequence) && bodies.get(sequence) == null;
            if (isNews && message != null) {
                bodies.put(sequence, message);
                ledger.add(Holder.QUEUES, message.footprintBytes());
            } else if (isNews && isStill(sequence, read.position(i))) {
                missing.add(i);
            }
            first = Math.min(first, sequence);
            last = Math.max(last, sequence);
        }
        if (first <= coldFrom && coldFrom <= last) {
            coldFrom = firstCold(last + 1);
        }
        missing.forEach(i -> losses.lost(read.sequence(i), read.isDamaged(i)));
        serveWanted();
    }

    /// Whether it has not moved meanwhile, and is not about to.
    private boolean isStill(long sequence, long position) {
        return places.position(sequence) == position && !places.isWriting(sequence);
    }

    private long firstCold(long from) {
        long sequence = places.nextHeld(from);
        while (sequence != Places.NONE && bodies.get(sequence) != null) {
            sequence = places.nextHeld(sequence + 1);
        }
        return sequence == Places.NONE ? NOTHING_IS_COLD : sequence;
    }

    /// Calls back whoever waits for what is there now, or gone, and reads on for the others.
    private void serveWanted() {
        for (Wanted each : List.copyOf(wanted)) {
            boolean isThere = bodies.get(each.sequence()) != null;
            if (isThere || !isOnDisk(each.sequence())) {
                wanted.remove(each);
                each.then().run();
            }
        }
        if (!isReading && !wanted.isEmpty()) {
            read(wanted.getFirst().sequence());
        }
    }
}
