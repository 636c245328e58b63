package dev.warren.engine.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A row of numbers for all [ChannelCounter]s and [DeliveryCounter]s. Written by one lane, read
/// from anywhere.
@SuppressWarnings("EnumOrdinal") // columns of an array that nobody else sees
final class Counts {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int KINDS = QueueKind.values().length;

    /// Here those begin that are counted for each kind of queue.
    private static final int BY_KIND = ChannelCounter.values().length;

    private static final int COLUMNS = BY_KIND + DeliveryCounter.values().length * KINDS;

    private final long[] values = new long[COLUMNS];

    static int column(ChannelCounter counter) {
        return counter.ordinal();
    }

    static int column(DeliveryCounter counter, QueueKind kind) {
        return BY_KIND + counter.ordinal() * KINDS + kind.ordinal();
    }

    void add(int column, long delta) {
        VALUES.setOpaque(values, column, values[column] + delta);
    }

    void set(int column, long value) {
        VALUES.setOpaque(values, column, value);
    }

    long of(int column) {
        return (long) VALUES.getOpaque(values, column);
    }
}
