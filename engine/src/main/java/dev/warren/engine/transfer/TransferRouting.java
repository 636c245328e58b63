package dev.warren.engine.transfer;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import java.util.List;

/// From an exchange to queues, for messages that no client publishes. Any lane may ask.
public interface TransferRouting {

    /// The queues that a message goes to by the newest topology, each once, from an exchange and by
    /// these keys, its own first. None when there is no such exchange or virtual host.
    List<Queue> queues(String vhost, ShortString exchange, List<ShortString> keys, Message message);
}
