package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;

/// What a queue's state machine has done to the world. Called while a command is applied, after the
/// state has changed.
public interface Effects {

    /// For replay: the state changes, the world does not.
    Effects NONE =
            new Effects() {
                @Override
                public void deliver(
                        int consumer,
                        long sequence,
                        boolean redelivered,
                        Tries tries,
                        boolean settled) {}

                @Override
                public void forget(long sequence) {}

                @Override
                public void purged(SequenceSet gone) {}

                @Override
                public void died(long sequence, DeathReason reason, boolean isKept) {}

                @Override
                public void failed(long sequence, Tries tries) {}

                @Override
                public void requestCredit(int consumer) {}

                @Override
                public void returnCredit(int consumer, int deliveries) {}

                @Override
                public void takenBack(long session, long[] sequences) {}

                @Override
                public void cancelled(int consumer) {}

                @Override
                public void deleted() {}
            };

    /// The consumer gets the message. When it is settled by that, the content may go as soon as it
    /// is handed over.
    ///
    /// @param tries what was done with it before
    void deliver(int consumer, long sequence, boolean redelivered, Tries tries, boolean settled);

    /// The message is settled or dropped: its content may go.
    void forget(long sequence);

    /// All of these were dropped, in one go: their contents may go, one after the other.
    void purged(SequenceSet gone);

    /// The queue did away with the message. When it is kept, it waits for [QueueMachine#bury];
    /// otherwise its content may go.
    void died(long sequence, DeathReason reason, boolean isKept);

    /// A delivery has failed and the message is ready again. With no tries where they are not
    /// counted.
    void failed(long sequence, Tries tries);

    /// The consumer could take a message if its channel granted one.
    void requestCredit(int consumer);

    /// The consumer, perhaps one that has left, has no use for that many granted deliveries.
    void returnCredit(int consumer, int deliveries);

    /// The session has held these for too long, or along with such: it has them no more.
    void takenBack(long session, long[] sequences);

    /// The queue ended the consumer.
    void cancelled(int consumer);

    /// The queue is no more, and with it everything that it held. The last effect.
    void deleted();
}
