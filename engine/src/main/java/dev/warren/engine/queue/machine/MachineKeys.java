package dev.warren.engine.queue.machine;

import dev.warren.engine.dedup.Duplicates;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.dedup.KeyRoom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that the messages of a queue have taken: nothing is made before the first message with
/// a key comes. Owned by its machine, and a part of its state.
public final class MachineKeys {

    private final Backlog backlog;
    private final Deaths deaths;
    private @Nullable Duplicates duplicates;
    private KeyRoom room = KeyRoom.UNLIMITED;

    /// @param deaths knows what time it is
    MachineKeys(Backlog backlog, Deaths deaths) {
        this.backlog = backlog;
        this.deaths = deaths;
    }

    /// Where memory for keys is asked for. Before there are any.
    public void limitBy(KeyRoom limit) {
        room = limit;
    }

    /// Whether a message with these keys has come before: it is not to be appended.
    public boolean isDuplicate(List<KeyMark> keys) {
        Duplicates known = duplicates;
        return known != null && known.has(keys, deaths.now());
    }

    /// The message of that sequence, which has just come in, takes these keys.
    public void take(List<KeyMark> keys, long sequence) {
        duplicates().add(keys, sequence, deaths.now());
    }

    /// Whether any are known.
    public boolean areHeld() {
        Duplicates known = duplicates;
        return known != null && !known.isEmpty();
    }

    /// When the next key is free again; `Long.MAX_VALUE` if none is by time.
    public long soonestMillis() {
        Duplicates known = duplicates;
        return known == null ? Long.MAX_VALUE : known.soonestMillis();
    }

    /// Lets go of keys whose time is over. Answers whether there may be more.
    public boolean end(int max) {
        Duplicates known = duplicates;
        return known != null && known.end(deaths.now(), max);
    }

    /// A key that was taken before.
    void restore(long scope, long high, long low, long until) {
        duplicates().restore(scope, high, low, until);
    }

    void clear() {
        if (duplicates != null) {
            duplicates.clear();
        }
    }

    @Nullable Duplicates orNull() {
        return duplicates;
    }

    private Duplicates duplicates() {
        Duplicates known = duplicates;
        if (known == null) {
            known = new Duplicates(backlog::isHeld, backlog::heldCount);
            known.limitBy(room);
            duplicates = known;
        }
        return known;
    }
}
