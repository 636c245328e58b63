package dev.warren.engine.queue.store;

import dev.warren.engine.log.Placement;
import dev.warren.engine.message.Message;

/// One queue at the log that forgets ([SpillDoor]), where it takes a number when it first has
/// something to put there. Owned by the queue's store.
final class SpillSeat {

    /// Messages of which less than this would leave memory with a queue stay where they are: they
    /// stand in many queues, and what each of these has to know of a place on the disk takes a
    /// third of it.
    private static final int SHARE_MIN = 32;

    private static final int NONE = 0;

    private final SpillDoor door;
    private final LogQueueStore store;
    private int number = NONE;

    SpillSeat(SpillDoor door, LogQueueStore store) {
        this.door = door;
        this.store = store;
    }

    /// Whether memory gains by putting a message there.
    boolean wants(Message message) {
        return door.isOpen() && message.shareBytes() >= SHARE_MIN;
    }

    boolean hasRoom() {
        return door.hasRoom();
    }

    void write(long sequence, Message message, Placement placement) {
        if (number == NONE) {
            number = door.enter(store);
        }
        door.write(number, sequence, message, placement);
    }

    void leave() {
        door.leave(number);
    }
}
