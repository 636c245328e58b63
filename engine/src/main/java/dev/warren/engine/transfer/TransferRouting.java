package dev.warren.engine.transfer;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import java.util.List;

/// From an exchange to queues, for messages that no client publishes. Any lane may ask.
public interface TransferRouting {

    /// The queues that a message goes to by the newest topology, each once, from an exchange and by
    /// these keys, its own first. None when there is no such exchange or virtual host.
    List<Queue> queues(String vhost, ShortString exchange, List<ShortString> keys, Message message);

    /// Whether all queues are there that the topology names. At a start they come one after the
    /// other, and what is due at once would miss those that are still to come.
    default boolean isComplete() {
        return true;
    }

    /// Runs on the lane, in a turn to come, when they are.
    default void whenComplete(Lane lane, Runnable then) {
        lane.later(then);
    }
}
