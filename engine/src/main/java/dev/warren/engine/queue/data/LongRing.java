package dev.warren.engine.queue.data;

/// A first-in first-out line of numbers that grows and does not box. Owned by one lane.
public final class LongRing {

    private static final int CAPACITY_MIN = 16;

    private long[] numbers = new long[CAPACITY_MIN];
    private int first;
    private int size;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void add(long number) {
        if (size == numbers.length) {
            grow();
        }
        numbers[(first + size) & (numbers.length - 1)] = number;
        size++;
    }

    /// The one that has waited longest. There has to be one.
    public long first() {
        if (size == 0) {
            throw new IllegalStateException("the ring is empty");
        }
        return numbers[first];
    }

    /// The one that so many came before. There has to be one.
    long get(int index) {
        return numbers[(first + index) & (numbers.length - 1)];
    }

    /// There has to be one.
    public long removeFirst() {
        long number = first();
        first = (first + 1) & (numbers.length - 1);
        size--;
        return number;
    }

    /// In the order in which they came.
    public long[] toArray() {
        long[] all = new long[size];
        int tail = Math.min(size, numbers.length - first);
        System.arraycopy(numbers, first, all, 0, tail);
        System.arraycopy(numbers, 0, all, tail, size - tail);
        return all;
    }

    private void grow() {
        long[] larger = new long[numbers.length * 2];
        int tail = numbers.length - first;
        System.arraycopy(numbers, first, larger, 0, tail);
        System.arraycopy(numbers, 0, larger, tail, first);
        numbers = larger;
        first = 0;
    }
}
