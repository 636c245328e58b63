package dev.warren.perf.load;

import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;

/// What to do: which queues, who publishes, who consumes, for how long.
public record Plan(
        List<ShortString> queues, Publishing publishing, Consuming consuming, Extent extent) {

    public Plan {
        queues = List.copyOf(queues);
    }

    /// Each producer has a connection of its own and serves its queues in turn.
    ///
    /// @param bodyLength in bytes; from 8 on a body carries its time
    /// @param confirmWindow how many publishes may wait for their confirm, 0 for no confirms
    /// @param rate messages a second for each producer, 0 for no limit
    /// @param delay how long messages wait before they come to a queue
    public record Publishing(
            int producers,
            int bodyLength,
            boolean persistent,
            int confirmWindow,
            double rate,
            Delay delay) {

        /// Nobody publishes.
        public static final Publishing NONE = new Publishing(0, 0, false, 0, 0);

        /// Messages that do not wait.
        public Publishing(
                int producers, int bodyLength, boolean persistent, int confirmWindow, double rate) {
            this(producers, bodyLength, persistent, confirmWindow, rate, Delay.NONE);
        }

        public boolean hasConfirms() {
            return confirmWindow > 0;
        }
    }

    /// Each consumer has a connection of its own and consumes from its queues on one channel.
    ///
    /// @param ackEvery acknowledge that many messages at once, 0 for automatic acknowledgement
    /// @param prefetch for each queue, 0 for no limit
    /// @param streamOffset where in a stream to begin (`first`, `next`); empty to say nothing
    public record Consuming(int consumers, int ackEvery, int prefetch, String streamOffset) {

        /// Nobody consumes.
        public static final Consuming NONE = new Consuming(0, 0, 0);

        public Consuming {
            if (prefetch > 0 && ackEvery > prefetch) {
                throw new IllegalArgumentException(
                        "acknowledging every "
                                + ackEvery
                                + " messages never comes about with a prefetch of "
                                + prefetch);
            }
        }

        /// Of queues that are no streams.
        public Consuming(int consumers, int ackEvery, int prefetch) {
            this(consumers, ackEvery, prefetch, "");
        }

        public boolean isAutomatic() {
            return ackEvery == 0;
        }
    }

    /// @param messages over all producers, or over all consumers if there are no producers; 0 for
    ///   as many as fit into the seconds
    /// @param seconds how long to measure, when there is no number of messages
    /// @param stallSeconds for how long nothing may move before a run with a number of messages
    ///   fails
    public record Extent(long messages, int warmUpSeconds, int seconds, int stallSeconds) {

        public boolean isCounted() {
            return messages > 0;
        }
    }

    /// The queues of one of several producers or consumers: each queue is served, and each of them
    /// serves at least one.
    static List<ShortString> share(List<ShortString> queues, int index, int count) {
        if (count >= queues.size()) {
            return List.of(queues.get(index % queues.size()));
        }
        var share = new ArrayList<ShortString>();
        for (int i = index; i < queues.size(); i += count) {
            share.add(queues.get(i));
        }
        return List.copyOf(share);
    }

    /// How many of all messages one of several producers sends.
    static long share(long messages, int index, int count) {
        return messages / count + (index < messages % count ? 1 : 0);
    }
}
