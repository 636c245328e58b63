package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.Placement;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.data.LongMap;
import org.jspecify.annotations.Nullable;

/// One lane's way to the log that forgets, where messages wait that need not be kept. Closed until
/// memory is short for the first time. Owned by the lane.
final class SpillDoor {

    /// How much may be on its way, in bytes.
    private static final long PENDING_BYTES_MAX = 8 << 20;

    private static final int LANE_BITS = 8;

    private final Lane lane;
    private final MessageMeta meta = new MessageMeta();

    /// Stores that have spilled something, by the number under which that log knows them.
    private final LongMap<LogQueueStore> stores = new LongMap<>();

    private @Nullable LaneLog log;
    private int lastNumber;
    private long pending;

    SpillDoor(Lane lane) {
        this.lane = lane;
    }

    void open(LaneLog door) {
        log = door;
    }

    boolean isOpen() {
        return log != null;
    }

    /// Whether it takes more just now.
    boolean hasRoom() {
        return isOpen() && pending < PENDING_BYTES_MAX;
    }

    /// Whether it is worth coming back once it took no more.
    boolean hasMuchRoom() {
        return isOpen() && pending <= PENDING_BYTES_MAX / 2;
    }

    LaneLog log() {
        LaneLog open = log;
        if (open == null) {
            throw new IllegalStateException("nothing has been spilled");
        }
        return open;
    }

    /// A number that no other store of any lane has.
    int enter(LogQueueStore store) {
        int number;
        do {
            number = ++lastNumber << LANE_BITS | lane.index();
        } while (stores.get(Integer.toUnsignedLong(number)) != null);
        stores.put(Integer.toUnsignedLong(number), store);
        return number;
    }

    void leave(int number) {
        stores.remove(Integer.toUnsignedLong(number));
    }

    @Nullable LogQueueStore storeOrNull(int number) {
        return stores.get(Integer.toUnsignedLong(number));
    }

    void write(int number, long sequence, Message message, Placement placement) {
        long bytes = message.footprintBytes();
        pending += bytes;
        log().append(
                        StoreRecords.MESSAGE,
                        0,
                        number,
                        sequence,
                        message.bodyLength(),
                        meta.of(message),
                        message.content(),
                        (same, position, length) -> {
                            pending -= bytes;
                            placement.placed(same, position, length);
                        });
    }
}
