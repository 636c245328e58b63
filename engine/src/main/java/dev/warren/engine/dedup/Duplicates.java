package dev.warren.engine.dedup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Knows which keys of a queue are taken: those that came lately, and those of messages that are in
/// it. Owned by the queue's machine; it has no clock, the time comes with each call.
///
/// ```
///   KeyMark.QUEUE            the queue's own window
///   KeyMark.PRESENT          what is in the queue
///   number of an exchange    what came through that exchange lately
/// ```
///
/// The same calls in the same order give the same state, as long as the room is unlimited.
public final class Duplicates {

    /// How many exchanges may have windows in one queue. Beyond that the first whose keys are all
    /// over goes, else the one with the lowest number.
    static final int SCOPES_MAX = 64;

    /// Sees every key that is held.
    @FunctionalInterface
    public interface Visitor {
        /// @param until a time, or the sequence for [KeyMark#PRESENT]
        void key(long scope, long high, long low, long until);
    }

    private final LongPredicate isThere;
    private final LongSupplier messages;
    private final Map<Long, KeyWindow> windows = new TreeMap<>();
    private KeyRoom room = KeyRoom.UNLIMITED;
    private @Nullable PresentKeys present;

    /// @param isThere whether the queue has a message with that sequence
    /// @param messages how many it has
    public Duplicates(LongPredicate isThere, LongSupplier messages) {
        this.isThere = isThere;
        this.messages = messages;
    }

    /// Where memory is asked for. Before there are any keys.
    public void limitBy(KeyRoom limit) {
        room = limit;
    }

    public boolean isEmpty() {
        return windows.isEmpty() && present == null;
    }

    /// Whether one of these keys is taken.
    public boolean has(List<KeyMark> keys, long nowMillis) {
        for (KeyMark key : keys) {
            if (has(key, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(KeyMark key, long nowMillis) {
        if (key.isPresence()) {
            return present != null && present.has(key.high(), key.low());
        }
        KeyWindow window = windows.get(key.scope());
        return window != null && window.has(key.high(), key.low(), nowMillis);
    }

    /// The message of that sequence takes these keys.
    public void add(List<KeyMark> keys, long sequence, long nowMillis) {
        for (KeyMark key : keys) {
            add(key, sequence, nowMillis);
        }
    }

    /// The same for one key.
    public void add(KeyMark key, long sequence, long nowMillis) {
        if (key.isPresence()) {
            present().add(key, sequence, messages.getAsLong());
        } else {
            window(key.scope(), nowMillis).add(key, nowMillis);
        }
    }

    /// Puts back what [#forEach] has shown, or what a log has kept: behind what is there already.
    public void restore(long scope, long high, long low, long until) {
        boolean isPresence = scope == KeyMark.PRESENT;
        KeyTable table = isPresence ? present().table() : window(scope, Long.MIN_VALUE).table();
        long before = table.bytes();
        if (table.size() == KeyMark.KEYS_MAX) {
            table.dropFirst();
        }
        table.add(high, low, until);
        room.taken(table.bytes() - before);
    }

    private PresentKeys present() {
        PresentKeys known = present;
        if (known == null) {
            known = new PresentKeys(room, isThere);
            present = known;
        }
        return known;
    }

    private KeyWindow window(long scope, long nowMillis) {
        KeyWindow known = windows.get(scope);
        if (known == null) {
            if (windows.size() == SCOPES_MAX) {
                endOne(nowMillis);
            }
            known = new KeyWindow(room);
            windows.put(scope, known);
        }
        return known;
    }

    private void endOne(long nowMillis) {
        long gone =
                windows.entrySet().stream()
                        .filter(each -> each.getValue().isOver(nowMillis))
                        .findFirst()
                        .map(Map.Entry::getKey)
                        .orElseGet(() -> windows.keySet().iterator().next());
        KeyWindow window = windows.remove(gone);
        if (window != null) {
            window.giveBack();
        }
    }

    /// When the next key is free again; `Long.MAX_VALUE` if none is by time.
    public long soonestMillis() {
        long soonest = Long.MAX_VALUE;
        for (KeyWindow window : windows.values()) {
            soonest = Math.min(soonest, window.soonestMillis());
        }
        return soonest;
    }

    /// Lets go of keys whose time is over, so many of each window at most. Answers whether there
    /// may be more.
    public boolean end(long nowMillis, int max) {
        boolean isMore = false;
        for (var windowsLeft = windows.values().iterator(); windowsLeft.hasNext(); ) {
            KeyWindow window = windowsLeft.next();
            isMore |= window.end(nowMillis, max);
            if (window.table().size() == 0) {
                window.giveBack();
                windowsLeft.remove();
            }
        }
        return isMore;
    }

    /// The queue is no more.
    public void clear() {
        windows.values().forEach(KeyWindow::giveBack);
        windows.clear();
        if (present != null) {
            present.giveBack();
            present = null;
        }
    }

    /// Visits all keys, those of a scope in the order in which they came.
    public void forEach(Visitor visitor) {
        windows.forEach((scope, window) -> visit(scope, window.table(), visitor));
        if (present != null) {
            visit(KeyMark.PRESENT, present.table(), visitor);
        }
    }

    private static void visit(long scope, KeyTable table, Visitor visitor) {
        for (long number = table.first(); number < table.next(); number++) {
            visitor.key(scope, table.high(number), table.low(number), table.until(number));
        }
    }
}
