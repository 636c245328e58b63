package dev.warren.engine.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A queue's counters. Written on its lane only, read from any thread; what is read may be one turn
/// old.
@SuppressWarnings("EnumOrdinal") // columns of an array that nobody else sees
public final class QueueCounters {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[QueueCounter.values().length];

    public long of(QueueCounter counter) {
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
