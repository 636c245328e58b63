package dev.warren.engine.queue.home;

import dev.warren.engine.queue.ConfirmSink;
import java.util.Arrays;

/// Confirms that wait, in order. An entry in two arrays each and no object. Owned by a lane.
final class ConfirmRing {

    private static final int CAPACITY_MIN = 64;

    private ConfirmSink[] sinks = emptySinks(CAPACITY_MIN);
    private long[] numbers = new long[CAPACITY_MIN];

    /// Positions count from the beginning of time; their places in the arrays are these modulo the capacity.
    private long oldest;

    private long next;

    /// Behind the last confirm that waits.
    long end() {
        return next;
    }

    void add(ConfirmSink sink, long number) {
        if (next - oldest == numbers.length) {
            grow();
        }
        int slot = slot(next++);
        sinks[slot] = sink;
        numbers[slot] = number;
    }

    /// Confirms everything in front of a position. The sinks may add more meanwhile.
    void confirmUpTo(long position) {
        while (oldest < position) {
            int slot = slot(oldest++);
            ConfirmSink sink = sinks[slot];
            sinks[slot] = ConfirmSink.NONE;
            sink.confirmed(numbers[slot]);
        }
    }

    private int slot(long position) {
        return (int) position & (numbers.length - 1);
    }

    private void grow() {
        int capacity = numbers.length * 2;
        ConfirmSink[] largerSinks = emptySinks(capacity);
        long[] largerNumbers = new long[capacity];
        for (long position = oldest; position < next; position++) {
            int to = (int) position & (capacity - 1);
            largerSinks[to] = sinks[slot(position)];
            largerNumbers[to] = numbers[slot(position)];
        }
        sinks = largerSinks;
        numbers = largerNumbers;
    }

    private static ConfirmSink[] emptySinks(int capacity) {
        ConfirmSink[] sinks = new ConfirmSink[capacity];
        Arrays.fill(sinks, ConfirmSink.NONE);
        return sinks;
    }
}
