package dev.warren.amqp.channel;

import dev.warren.engine.queue.Queue;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a channel has delivered and the client has not settled, in the order of delivery tags.
/// Owned by its lane.
///
/// Parallel arrays, oldest first. Settling mostly takes the oldest, which is a step of the head;
/// what is taken from the middle leaves a hole, and when holes outnumber entries they are squeezed
/// out. So memory follows what is unacked, not how far the tags are apart.
final class Unacked {

    private static final int CAPACITY_MIN = 16;

    private long[] tags = new long[CAPACITY_MIN];
    private long[] sequences = new long[CAPACITY_MIN];
    private @Nullable Queue[] queues = new Queue[CAPACITY_MIN];

    /// Whether it counts for a channel-wide prefetch: deliveries do, what was fetched with get does
    /// not.
    private boolean[] counted = new boolean[CAPACITY_MIN];

    private int head;
    private int tail;
    private int size;

    int size() {
        return size;
    }

    /// Adds a delivery; tags only go up.
    void add(long tag, Queue queue, long sequence, boolean isCounted) {
        if (tail == tags.length) {
            makeRoom();
        }
        tags[tail] = tag;
        queues[tail] = queue;
        sequences[tail] = sequence;
        counted[tail] = isCounted;
        tail++;
        size++;
    }

    /// The place of a tag, or -1 when it is not unacked.
    int find(long tag) {
        if (size == 0) {
            return -1;
        }
        long guess = head + (tag - tags[head]);
        if (guess >= head && guess < tail && tags[(int) guess] == tag) {
            return queues[(int) guess] == null ? -1 : (int) guess;
        }
        int found = Arrays.binarySearch(tags, head, tail, tag);
        return found >= 0 && queues[found] != null ? found : -1;
    }

    /// Takes one entry out and shows it.
    void take(int place, Settled to) {
        Queue queue = queues[place];
        if (queue == null) {
            throw new IllegalStateException("taken twice");
        }
        to.settled(tags[place], queue, sequences[place], counted[place]);
        queues[place] = null;
        size--;
        while (head < tail && queues[head] == null) {
            head++;
        }
        if (size == 0) {
            head = 0;
            tail = 0;
        }
    }

    /// Takes all entries out, oldest first, up to and with the place.
    void takeUpTo(int place, Settled to) {
        for (int i = head; i <= place; i++) {
            Queue queue = queues[i];
            if (queue != null) {
                to.settled(tags[i], queue, sequences[i], counted[i]);
                queues[i] = null;
                size--;
            }
        }
        head = place + 1;
        while (head < tail && queues[head] == null) {
            head++;
        }
        if (size == 0) {
            head = 0;
            tail = 0;
        }
    }

    /// The place of the last entry with that tag or a lower one, or -1.
    int findUpTo(long tag) {
        for (int i = tail - 1; i >= head; i--) {
            if (tags[i] <= tag && queues[i] != null) {
                return i;
            }
        }
        return -1;
    }

    /// Takes out what is there of a queue's messages, oldest first.
    ///
    /// @param sequences in ascending order
    void takeOf(Queue of, long[] sequences, Settled to) {
        int end = tail;
        for (int i = head; i < end && size > 0; i++) {
            if (queues[i] == of && Arrays.binarySearch(sequences, this.sequences[i]) >= 0) {
                take(i, to);
            }
        }
    }

    void takeAll(Settled to) {
        if (size > 0) {
            takeUpTo(tail - 1, to);
        }
    }

    /// Puts entries back that a transaction had taken and rolled back: into the hole that is there,
    /// or where it was.
    void restore(long tag, Queue queue, long sequence, boolean isCounted) {
        int hole = Arrays.binarySearch(tags, head, tail, tag);
        if (hole >= 0) {
            queues[hole] = queue;
            size++;
            return;
        }
        add(tag, queue, sequence, isCounted);
        for (int i = tail - 1; i > head && tags[i - 1] > tags[i]; i--) {
            swap(i - 1, i);
        }
    }

    void forEachQueue(Consumer<Queue> action) {
        Queue last = null;
        for (int i = head; i < tail; i++) {
            Queue queue = queues[i];
            if (queue != null && queue != last) {
                action.accept(queue);
                last = queue;
            }
        }
    }

    int countedSize() {
        int count = 0;
        for (int i = head; i < tail; i++) {
            if (queues[i] != null && counted[i]) {
                count++;
            }
        }
        return count;
    }

    private void makeRoom() {
        int capacity = size * 2 <= tags.length ? tags.length : tags.length * 2;
        long[] newTags = new long[capacity];
        long[] newSequences = new long[capacity];
        @Nullable Queue[] newQueues = new Queue[capacity];
        boolean[] newCounted = new boolean[capacity];
        int to = 0;
        for (int i = head; i < tail; i++) {
            if (queues[i] != null) {
                newTags[to] = tags[i];
                newSequences[to] = sequences[i];
                newQueues[to] = queues[i];
                newCounted[to] = counted[i];
                to++;
            }
        }
        tags = newTags;
        sequences = newSequences;
        queues = newQueues;
        counted = newCounted;
        head = 0;
        tail = to;
    }

    private void swap(int a, int b) {
        long tag = tags[a];
        tags[a] = tags[b];
        tags[b] = tag;
        long sequence = sequences[a];
        sequences[a] = sequences[b];
        sequences[b] = sequence;
        Queue queue = queues[a];
        queues[a] = queues[b];
        queues[b] = queue;
        boolean isCounted = counted[a];
        counted[a] = counted[b];
        counted[b] = isCounted;
    }

    /// Sees an entry that is taken out.
    interface Settled {
        void settled(long tag, Queue queue, long sequence, boolean isCounted);
    }
}
