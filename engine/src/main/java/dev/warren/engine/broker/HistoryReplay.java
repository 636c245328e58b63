package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import dev.warren.engine.routing.Route;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Gives a new binding the messages that its source has kept. On the deciding lane, which is the
/// first.
final class HistoryReplay {

    private static final int DECIDING_LANE = 0;

    private final LocalQueues queues;
    private final ByteLedger ledger;
    private final ExchangeHistories histories;
    private final RandomGenerator random;

    HistoryReplay(
            LocalQueues queues,
            ByteLedger ledger,
            ExchangeHistories histories,
            RandomGenerator random) {
        this.queues = queues;
        this.ledger = ledger;
        this.histories = histories;
        this.random = random;
    }

    /// They come before what is published after the binding, if it is published by who has made it.
    void toNewBinding(VirtualHost vhost, Destination destination, List<Message> messages) {
        switch (destination) {
            case Destination.ToQueue(var name) -> {
                Queue target = queues.queueOrNull(vhost.requireQueue(name).id());
                if (target != null) {
                    messages.forEach(message -> enqueue(message, target));
                }
            }
            case Destination.ToExchange(var name) -> {
                Exchange exchange = vhost.requireExchange(name);
                messages.forEach(message -> publish(vhost, exchange, message));
            }
        }
    }

    private void publish(VirtualHost vhost, Exchange exchange, Message message) {
        List<ShortString> keys = new ArrayList<>(ExtraKeys.of(message));
        keys.addFirst(message.routingKey());
        Route route = Router.route(vhost, exchange, keys, new MessageHeaders(message, random));
        if (route.passesHistory()) {
            histories.remember(vhost.name(), route, message);
        }
        enqueue(message, queues.of(route));
    }

    private void enqueue(Message remembered, Queue... targets) {
        Distribution.publish(
                remembered.again(),
                List.of(targets),
                ledger.ofLane(DECIDING_LANE),
                ConfirmSink.NONE);
    }
}
