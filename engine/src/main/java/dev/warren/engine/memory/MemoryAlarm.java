package dev.warren.engine.memory;

import dev.warren.engine.lane.Lane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when memory is short: publishers then wait until consumers have made room.
///
/// Driven by the ledger, not by the heap: what the ledger counts is what the load put there. Set at
/// the limit, cleared below a tenth less, so that it does not flutter. [#check] is cheap and is
/// called after every turn of every lane.
public final class MemoryAlarm {

    /// Told when the alarm is set or cleared, on the lane that it watches from.
    @FunctionalInterface
    public interface Watcher {
        void changed(boolean isSet);
    }

    private static final Logger log = LoggerFactory.getLogger("warren.alarm");

    private final ByteLedger ledger;
    private final List<? extends Lane> lanes;
    private final List<Set<Watcher>> watchersByLane = new ArrayList<>();

    private volatile long limitBytes;
    private volatile boolean isSet;

    public MemoryAlarm(ByteLedger ledger, List<? extends Lane> lanes, long limitBytes) {
        this.ledger = ledger;
        this.lanes = lanes;
        this.limitBytes = limitBytes;
        for (Lane ignored : lanes) {
            watchersByLane.add(new LinkedHashSet<>());
        }
    }

    /// Any thread.
    public boolean isSet() {
        return isSet;
    }

    /// What clients are told.
    public String reason() {
        return "low on memory";
    }

    public long limitBytes() {
        return limitBytes;
    }

    /// Changes the limit while the node runs. Any thread; takes effect at the next check.
    public void setLimitBytes(long bytes) {
        limitBytes = bytes;
    }

    /// On the watcher's lane.
    public void watch(Lane lane, Watcher watcher) {
        watchersByLane.get(lane.index()).add(watcher);
    }

    /// On the watcher's lane.
    public void unwatch(Lane lane, Watcher watcher) {
        watchersByLane.get(lane.index()).remove(watcher);
    }

    /// Compares the ledger with the limit and passes a change on. On the first lane only.
    public void check() {
        long held = ledger.totalBytes();
        long limit = limitBytes;
        boolean shouldBeSet = isSet ? held > limit - limit / 10 : held >= limit;
        if (shouldBeSet == isSet) {
            return;
        }
        isSet = shouldBeSet;
        log.warn(
                "memory resource limit alarm {}: {} bytes held, limit {}",
                shouldBeSet ? "set" : "cleared",
                held,
                limit);
        for (Lane lane : lanes) {
            lane.execute(() ->
                    List.copyOf(watchersByLane.get(lane.index()))
                            .forEach(w -> w.changed(shouldBeSet)));
        }
    }

    /// Whether a check would change the alarm: asked on any lane, which then has the first lane
    /// check.
    public boolean isDue() {
        long held = ledger.totalBytes();
        long limit = limitBytes;
        return isSet ? held <= limit - limit / 10 : held >= limit;
    }
}
