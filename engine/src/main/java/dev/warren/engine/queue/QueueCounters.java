package dev.warren.engine.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A queue's counters. Written on its lane only, read from any thread; what is read may be one turn
/// old.
@SuppressWarnings("EnumOrdinal") // columns of an array that nobody else sees
public final class QueueCounters {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[QueueCounter.values().length];

    /// Those of the queue in which messages wait for this one. Null until one does.
    private volatile @Nullable QueueCounters beside;

    /// Messages wait in a queue with these counters until they come into this one.
    public void waitIn(QueueCounters waiting) {
        beside = waiting;
    }

    public long of(QueueCounter counter) {
        QueueCounters waiting = beside;
        if (counter == QueueCounter.WAITING) {
            return waiting == null ? 0 : waiting.own(QueueCounter.READY);
        }
        boolean isDecidedThereToo =
                counter == QueueCounter.DUPLICATES || counter == QueueCounter.KEYS_FORGOTTEN;
        return own(counter) + (waiting != null && isDecidedThereToo ? waiting.own(counter) : 0);
    }

    private long own(QueueCounter counter) {
        return (long) VALUES.getOpaque(values, counter.ordinal());
    }

    /// Adds to a counter. On the queue's lane only.
    public void add(QueueCounter counter, long delta) {
        int column = counter.ordinal();
        VALUES.setOpaque(values, column, values[column] + delta);
    }

    /// Sets a counter that goes up and down. On the queue's lane only.
    public void set(QueueCounter counter, long value) {
        VALUES.setOpaque(values, counter.ordinal(), value);
    }
}
