package dev.warren.engine.queue;

import dev.warren.engine.message.Message;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.DeadLettering;

/// Takes messages that a queue does away with, and sends them where the queue's settings say; keeps
/// those that are to come later. Called on the lane of its queue.
public interface DeadLetterOffice {

    /// Nobody wants them.
    DeadLetterOffice NONE = (_, _, _, _, taken) -> taken.run();

    /// Other settings apply to its queue from now on. Once before anything else.
    default void configure(QueueSettings settings) {}

    /// Whether what its queue lets go of has not died: its time has come.
    default boolean isForLater() {
        return false;
    }

    /// Keeps a message that is published to the queue until its time has come, and gives it to the
    /// queue then ([Queue#admit]).
    ///
    /// @param sink hears that it is kept as safe as the queue promises
    default void hold(Queue queue, Message message, long millis, ConfirmSink sink, long number) {
        queue.admit(message, sink, number);
    }

    /// Takes a dead letter, on the lane of its queue.
    ///
    /// @param taken called once on that lane, perhaps before this returns, when the queue may
    ///   forget the message: it has been handed on, or with at-least-once every target has
    ///   confirmed it
    void take(Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken);
}
