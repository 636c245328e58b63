package dev.warren.engine.memory;

import dev.warren.engine.lane.Lane;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when memory or disk is short: publishers then wait until there is room.
///
/// The shortages are kept apart, and the alarm is over when the last one has gone. They change on
/// the first lane only.
///
/// Memory is driven by the ledger, not by the heap: what the ledger counts is what the load put
/// there. Set at the limit, cleared below a tenth less, so that it does not flutter. [#isDue] is
/// cheap and is asked after every turn of every lane.
public final class ResourceAlarm {

    /// Told on the lane that it watches from when the alarm is set or cleared, and when what was
    /// not worth telling clients has become so.
    @FunctionalInterface
    public interface Watcher {
        void changed(boolean isSet);
    }

    /// Told on the first lane that a resource (`memory`, `disk`) has become short, or is no more.
    @FunctionalInterface
    public interface ResourceWatcher {
        void changed(String resource, boolean isShort);
    }

    private static final Logger log = LoggerFactory.getLogger("warren.alarm");

    private final ByteLedger ledger;
    private final List<? extends Lane> lanes;
    private final List<Set<Watcher>> watchersByLane = new ArrayList<>();
    private final List<ResourceWatcher> resourceWatchers = new CopyOnWriteArrayList<>();

    private volatile long limitBytes;
    private volatile boolean isMemoryShort;

    /// Replaced, never changed.
    private volatile Set<Shortage> shortages = Set.of();

    public ResourceAlarm(ByteLedger ledger, List<? extends Lane> lanes, long limitBytes) {
        this.ledger = ledger;
        this.lanes = lanes;
        this.limitBytes = limitBytes;
        for (Lane ignored : lanes) {
            watchersByLane.add(new LinkedHashSet<>());
        }
    }

    /// Any thread.
    public boolean isSet() {
        return !shortages.isEmpty();
    }

    /// Whether clients are told of it. Any thread.
    public boolean isToBeTold() {
        return isToBeTold(shortages);
    }

    private static boolean isToBeTold(Set<Shortage> shortages) {
        return shortages.stream().anyMatch(Shortage::isToBeTold);
    }

    /// Whether this is short. Any thread.
    public boolean isShort(Shortage shortage) {
        return shortages.contains(shortage);
    }

    /// Whether there is any shortage of a resource (`memory`, `disk`). Any thread.
    public boolean isShort(String resource) {
        return shortages.stream().anyMatch(shortage -> shortage.resource().equals(resource));
    }

    /// What clients are told, as RabbitMQ says it: `low on disk & memory`. Any thread.
    public String reason() {
        return shortages.stream()
                .filter(Shortage::isToBeTold)
                .map(Shortage::resource)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" & ", "low on ", ""));
    }

    /// Something other than memory has become short, or is no more. Any thread.
    public void set(Shortage shortage, boolean isShort) {
        assert shortage != Shortage.MEMORY : "the ledger says that";
        lanes.getFirst().later(() -> change(shortage, isShort));
    }

    public long limitBytes() {
        return limitBytes;
    }

    /// Changes the limit of memory while the node runs. Any thread; the first lane checks at once.
    /// A limit of 0 is always reached.
    public void setLimitBytes(long bytes) {
        limitBytes = bytes;
        lanes.getFirst().later(this::check);
    }

    /// On the watcher's lane.
    public void watch(Lane lane, Watcher watcher) {
        watchersByLane.get(lane.index()).add(watcher);
    }

    /// On the watcher's lane.
    public void unwatch(Lane lane, Watcher watcher) {
        watchersByLane.get(lane.index()).remove(watcher);
    }

    /// Any thread.
    public void watchResources(ResourceWatcher watcher) {
        resourceWatchers.add(watcher);
    }

    /// Whether a check would find memory short, or no more: asked on any lane, which then has the
    /// first lane check.
    public boolean isDue() {
        long held = ledger.totalBytes();
        long limit = limitBytes;
        return isMemoryShort ? held < limit && held <= limit - limit / 10 : held >= limit;
    }

    /// Compares the ledger with the limit and passes a change on. On the first lane only.
    public void check() {
        if (isDue()) {
            isMemoryShort = !isMemoryShort;
            change(Shortage.MEMORY, isMemoryShort);
        }
    }

    private void change(Shortage shortage, boolean isShort) {
        Set<Shortage> before = shortages;
        if (before.contains(shortage) == isShort) {
            return;
        }
        Set<Shortage> after = EnumSet.noneOf(Shortage.class);
        after.addAll(before);
        if (isShort) {
            after.add(shortage);
        } else {
            after.remove(shortage);
        }
        shortages = Set.copyOf(after);
        report(shortage, isShort);
        if (shortage.isToBeTold() && has(before, shortage) != has(after, shortage)) {
            resourceWatchers.forEach(w -> w.changed(shortage.resource(), isShort));
        }
        if (before.isEmpty() || after.isEmpty() || (!isToBeTold(before) && isToBeTold(after))) {
            tell(isShort);
        }
    }

    /// Whether there is a shortage of the same resource.
    private static boolean has(Set<Shortage> shortages, Shortage like) {
        return shortages.stream().anyMatch(s -> s.resource().equals(like.resource()));
    }

    private void report(Shortage shortage, boolean isShort) {
        if (shortage == Shortage.MEMORY) {
            log.info(
                    "vm_memory_high_watermark {}. Memory used:{} allowed:{}",
                    isShort ? "set" : "clear",
                    ledger.totalBytes(),
                    limitBytes);
        } else if (shortage.isToBeTold()) {
            log.info(
                    "{}: {}{}",
                    shortage.resource(),
                    isShort ? "" : "no longer: ",
                    shortage.meaning());
        }
    }

    private void tell(boolean isSet) {
        for (Lane lane : lanes) {
            lane.execute(() ->
                    List.copyOf(watchersByLane.get(lane.index())).forEach(w -> w.changed(isSet)));
        }
    }
}
