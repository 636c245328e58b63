package dev.warren.engine.queue.store;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;
import org.jspecify.annotations.Nullable;

/// Where one queue keeps its messages, by sequence. Owned by the queue's lane.
///
/// Asking is synchronous and never waits; fetching is asynchronous. Sequences come in ascending
/// order, with gaps. What is appended becomes durable with the next [CommitLog#commit] of the lane.
public interface QueueStore {

    /// Hears what a store has kept over a restart.
    interface Restored {

        /// In ascending order.
        void message(long sequence, int bodyLength, boolean redelivered);

        /// The same for one that expires or has a priority.
        void message(long sequence, int bodyLength, boolean redelivered, Special special);

        /// A key that was taken by a message that came in, and is so still unless its time is over;
        /// for [KeyMark#PRESENT] the sequence stands for the time. Each scope in the order in which
        /// its keys were taken.
        void key(KeyMark key);

        /// When a message expires, in milliseconds of the wall clock, or `Long.MAX_VALUE`. May be
        /// asked later too, as long as the message is there.
        long expiryMillis(long sequence);

        /// What was tried with one of them, if that was written down.
        void tries(long sequence, Tries tries);

        /// Nothing before this one is given out again.
        void nextSequence(long sequence);
    }

    /// Says what it has kept over a restart. Once, before anything else is asked.
    default void restore(Restored into) {}

    /// Takes a message. It is likely to stay in memory for a while, but nobody relies on that.
    void append(long sequence, Message message);

    /// The same for a message that expires or has a priority in this queue: after a restart it
    /// comes back with that. It came in at that time of the wall clock.
    default void append(long sequence, Message message, long enqueuedMillis) {
        append(sequence, message);
    }

    /// The same for a message that takes keys in this queue. After a restart the queue is told
    /// those whose time is not over, be the message still there or not; those of [KeyMark#PRESENT]
    /// with the message, which has to be special then.
    default void append(long sequence, Message message, Arrived arrived) {
        append(sequence, message);
    }

    /// The same for a message that does nothing but wait, until that time of the wall clock, and
    /// takes no keys.
    default void hold(long sequence, Message message, long untilMillis) {
        append(sequence, message);
    }

    /// The message, if it is in memory now.
    @Nullable Message inMemoryOrNull(long sequence);

    /// Brings a message into memory, and some after it, then calls back on the lane (never before
    /// this returns).
    ///
    /// Within the callback the message is in memory, or asking again helps, or it is gone ([#has]):
    /// forgotten meanwhile, or the disk cannot give it back. How long it stays is the store's
    /// affair.
    void load(long from, Runnable loaded);

    /// The message, if it is in memory now, for somebody who only looks at it: it does not count as
    /// handed out.
    default @Nullable Message peekOrNull(long sequence) {
        return inMemoryOrNull(sequence);
    }

    /// As [#load], for [#peekOrNull].
    default void peek(long from, Runnable loaded) {
        load(from, loaded);
    }

    /// Whether it has the message at all, in memory or on the disk.
    boolean has(long sequence);

    /// A consumer has it and may still give it back: it need not stay in memory.
    default void handedOver(long sequence) {}

    /// A delivery of the message has failed: after a restart it comes back with that, unless the
    /// disk did not hear of it in time.
    default void failed(long sequence, Tries tries) {}

    /// The queue is done with the message.
    void forget(long sequence);

    /// The queue is done with all of these, which may be very many: they go in slices, the first
    /// one at once. The set is the store's from now on.
    void forgetAll(SequenceSet gone);

    /// Calls back when all that it was told to forget is forgotten: at once if it is.
    void whenForgotten(Runnable then);

    /// Calls back, never before this returns, when the disk is not far behind with what is
    /// forgotten.
    void whenRoom(Runnable then);

    /// The queue is done with all of them.
    void clear();
}
