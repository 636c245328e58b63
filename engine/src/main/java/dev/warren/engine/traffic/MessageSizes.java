package dev.warren.engine.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/// How large the published messages are: how many are no larger than each of some sizes. Written by
/// one lane, read from anywhere.
public final class MessageSizes {

    /// The upper ends of the classes, in bytes; what is larger is in one class more.
    public static final List<Long> BOUNDS =
            List.of(
                    100L,
                    1_000L,
                    10_000L,
                    100_000L,
                    1_000_000L,
                    10_000_000L,
                    50_000_000L,
                    100_000_000L);

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private static final long[] ENDS = BOUNDS.stream().mapToLong(Long::longValue).toArray();

    private static final int SUM = ENDS.length + 1;

    private final long[] values = new long[SUM + 1];

    void add(long bytes) {
        int size = 0;
        while (size < ENDS.length && bytes > ENDS[size]) {
            size++;
        }
        VALUES.setOpaque(values, size, values[size] + 1);
        VALUES.setOpaque(values, SUM, values[SUM] + bytes);
    }

    /// How many are in a class: larger than the bound before, not larger than its own.
    long count(int size) {
        return (long) VALUES.getOpaque(values, size);
    }

    long sumBytes() {
        return (long) VALUES.getOpaque(values, SUM);
    }
}
