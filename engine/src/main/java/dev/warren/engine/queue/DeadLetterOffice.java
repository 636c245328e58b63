package dev.warren.engine.queue;

import dev.warren.engine.message.Message;
import dev.warren.engine.topology.QueueSettings.DeadLettering;

/// Takes messages that queues do away with, and sends them where the queue's settings say.
public interface DeadLetterOffice {

    /// Nobody wants them.
    DeadLetterOffice NONE = (_, _, _, _, taken) -> taken.run();

    /// Takes a dead letter, on the lane of its queue.
    ///
    /// @param taken called once on that lane, perhaps before this returns, when the queue may
    ///   forget the message: it has been handed on, or with at-least-once every target has
    ///   confirmed it
    void take(Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken);
}
