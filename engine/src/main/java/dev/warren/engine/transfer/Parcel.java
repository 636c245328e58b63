package dev.warren.engine.transfer;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import java.util.List;

/// A message on its way from its queue to others. Owned by the lane of the queue that it comes
/// from.
public interface Parcel {

    /// The message as it lies in the queue that it comes from.
    Message original();

    /// The message as its new queues get it. Asked once, when it leaves.
    Message content();

    /// Where it goes by the newest topology, each queue once. Asked when it leaves, and again
    /// whenever a safe transfer tries again.
    List<Queue> targets();

    /// Gives the content to one of them.
    default void handTo(Queue target, Message content, ConfirmSink sink, long number) {
        target.publish(content, sink, number);
    }
}
