package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who waits for direct replies (RabbitMQ's direct reply-to): consumers without a queue, by their
/// address. Any lane.
///
/// An address cannot be guessed: who knows it was asked. It holds in all virtual hosts, as in
/// RabbitMQ. Replies are delivered at most once and nobody keeps them: a reply for which nobody
/// waits any more is dropped.
public final class ReplyConsumers {

    /// The queue that there never is: who consumes from it waits for replies, who names it in
    /// `reply-to` gets them.
    public static final ShortString NAME = ShortString.of("amq.rabbitmq.reply-to");

    private static final ShortString ADDRESS_PREFIX = ShortString.of(NAME + ".");

    /// RabbitMQ's addresses have two parts, a process and a key in base64 with its padding, and
    /// there are clients that look for that form. Here nothing stands behind the first.
    private static final String PROCESS = ADDRESS_PREFIX + "warren.";

    private static final String PADDING = "==";

    private final NameGenerator names;
    private final Map<ShortString, ReplyConsumer> byAddress = new ConcurrentHashMap<>();

    ReplyConsumers(NameGenerator names) {
        this.names = names;
    }

    /// Whether it is the name or could be an address.
    public static boolean isReserved(ShortString queue) {
        return queue.startsWith(NAME.toString());
    }

    /// Whether it has the form of an address, whoever waits there or not.
    public static boolean isAddress(ShortString queue) {
        int length = ADDRESS_PREFIX.length();
        return queue.length() >= length
                && Arrays.equals(queue.array(), 0, length, ADDRESS_PREFIX.array(), 0, length);
    }

    /// Gives a consumer a new address, until it is removed.
    public ShortString add(ReplyConsumer consumer) {
        ShortString address = ShortString.of(names.generate(PROCESS) + PADDING);
        byAddress.put(address, consumer);
        return address;
    }

    public void remove(ShortString address) {
        byAddress.remove(address);
    }

    /// Whether it can be consumed from, or somebody waits there.
    public boolean exists(ShortString queue) {
        return queue.equals(NAME) || byAddress.containsKey(queue);
    }

    public void deliver(ShortString address, Message reply) {
        ReplyConsumer consumer = byAddress.get(address);
        if (consumer != null) {
            consumer.deliver(reply);
        }
    }
}
