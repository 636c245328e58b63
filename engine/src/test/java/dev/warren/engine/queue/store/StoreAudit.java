package dev.warren.engine.queue.store;

import dev.warren.engine.message.Message;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Looks into stores, for what they would not tell.
public final class StoreAudit {

    private long spilled;
    private long indexBytes;
    private final Set<Message> resident = Collections.newSetFromMap(new IdentityHashMap<>());

    public StoreAudit(List<LogStores> lanes) {
        lanes.forEach(stores -> stores.forEach(this::add));
    }

    private void add(LogQueueStore store) {
        store.window().forEach(resident::add);
        Places places = store.places();
        indexBytes += places.indexBytes() + store.window().slotBytes();
        for (long at = places.nextHeld(0); at != Places.NONE; at = places.nextHeld(at + 1)) {
            spilled += places.isSpilled(at) ? 1 : 0;
        }
    }

    /// What all messages in memory cost, each counted once.
    public long residentBytes() {
        return resident.stream().mapToLong(Message::footprintBytes).sum();
    }

    public long indexBytes() {
        return indexBytes;
    }

    /// How many messages are in the log that forgets.
    public long spilled() {
        return spilled;
    }
}
