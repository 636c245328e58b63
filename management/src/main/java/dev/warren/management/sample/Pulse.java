package dev.warren.management.sample;

import java.util.Arrays;

/// What autoscalers want to know of a queue, worked out from its counters alone: how old its oldest
/// message is, and how much of the time its consumers could have taken more.
///
/// Messages leave a queue mostly in the order in which they came. So the number of messages that
/// have left says which one is the oldest, and marks say when about as many had come. There are
/// [#MARKS_MAX] marks; when they are full every second one goes, so an age is right to within a
/// tenth or so of itself. Written by the sampler, read from any thread.
public final class Pulse implements Watch {

    static final int MARKS_MAX = 32;

    /// Over about so long the capacity is averaged.
    static final double CAPACITY_MILLIS = 30_000;

    /// In [#oldest]: the queue is empty.
    private static final long NONE = Long.MIN_VALUE;

    private long[] times = new long[0];
    private long[] arrived = new long[0];
    private int count;

    /// Messages that were there before anybody counted.
    private long found = -1;

    private long lookedMillis;
    private boolean hadConsumers;
    private volatile long oldest = NONE;
    private volatile double capacity;

    @Override
    public void look(long[] row, long nowMillis) {
        capacity(row[Columns.CONSUMERS] > 0, row[Columns.READY] == 0, nowMillis);
        long held = row[Columns.MESSAGES];
        long published = row[Columns.PUBLISH];
        if (found < 0) {
            found = Math.max(0, held - published);
            lookedMillis = nowMillis;
        }
        if (held == 0) {
            count = 0;
            oldest = NONE;
        } else {
            age(published + found, held, nowMillis);
        }
        lookedMillis = nowMillis;
    }

    private void capacity(boolean hasConsumers, boolean isTaken, long nowMillis) {
        double now = hasConsumers && isTaken ? 1 : 0;
        double weight = Math.clamp((nowMillis - lookedMillis) / CAPACITY_MILLIS, 0, 1);
        capacity = !hasConsumers ? 0 : !hadConsumers ? now : capacity + weight * (now - capacity);
        hadConsumers = hasConsumers;
    }

    private void age(long come, long held, long nowMillis) {
        long left = come - held;
        if (count == 0) {
            mark(lookedMillis, Math.min(left, come));
        }
        forget(left);
        mark(nowMillis, come);
        long span = arrived[1] - arrived[0];
        double part = span <= 0 ? 0 : Math.clamp((double) (left - arrived[0]) / span, 0, 1);
        oldest = times[0] + (long) (part * (times[1] - times[0]));
    }

    /// Marks behind which the oldest message came are not needed, but for the last of them.
    private void forget(long left) {
        int needed = 0;
        while (needed + 1 < count && arrived[needed + 1] <= left) {
            needed++;
        }
        System.arraycopy(times, needed, times, 0, count - needed);
        System.arraycopy(arrived, needed, arrived, 0, count - needed);
        count -= needed;
    }

    private void mark(long millis, long come) {
        if (count > 1 && arrived[count - 1] == come) {
            return;
        }
        if (count == times.length) {
            makeRoom();
        }
        times[count] = millis;
        arrived[count] = come;
        count++;
    }

    private void makeRoom() {
        if (count < MARKS_MAX) {
            times = Arrays.copyOf(times, Math.max(4, count * 2));
            arrived = Arrays.copyOf(arrived, times.length);
            return;
        }
        int kept = 0;
        for (int i = 0; i < count; i += 2) {
            times[kept] = times[i];
            arrived[kept] = arrived[i];
            kept++;
        }
        count = kept;
    }

    /// How old the oldest message is, in seconds; 0 when there is none.
    public double oldestSeconds(long nowMillis) {
        long since = oldest;
        return since == NONE ? 0 : Math.max(0, nowMillis - since) / 1_000.0;
    }

    /// From 0 to 1: 1 when everything that came was taken at once.
    public double capacity() {
        return capacity;
    }
}
