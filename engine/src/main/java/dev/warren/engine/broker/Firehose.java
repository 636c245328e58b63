package dev.warren.engine.broker;

import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.transfer.TransferRouting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Copies what is published and delivered to `amq.rabbitmq.trace`, in virtual hosts where that is
/// turned on (RabbitMQ's firehose). Any lane.
///
/// A restart turns it off. While it is off everywhere, a message costs one read.
public final class Firehose {

    private final TransferRouting routing;
    private final ByteLedger ledger;
    private final String node;
    private final AtomicReference<Set<String>> vhosts = new AtomicReference<>(Set.of());

    Firehose(TransferRouting routing, ByteLedger ledger, String node) {
        this.routing = routing;
        this.ledger = ledger;
        this.node = node;
    }

    /// Turns it on or off. Channels that are open follow with their next message.
    public void set(String vhost, boolean on) {
        vhosts.updateAndGet(before -> {
            Set<String> changed = new HashSet<>(before);
            if (on) {
                changed.add(vhost);
            } else {
                changed.remove(vhost);
            }
            return Set.copyOf(changed);
        });
    }

    /// Whether it is on anywhere: asked for each message.
    public boolean isOn() {
        return !vhosts.getPlain().isEmpty();
    }

    /// Whether it is on in this virtual host.
    public boolean isOn(String vhost) {
        return vhosts.get().contains(vhost);
    }

    /// A client has published a message, which goes to these queues. On the lane of the channel.
    public void published(TracePoint at, Message message, Queue[] routed) {
        if (isOn(at.vhost())) {
            send(at, new TraceCopy(at, node).published(message, routed));
        }
    }

    /// A client gets a message. On the lane of the channel. Copies that come from here are not
    /// copied again.
    public void delivered(TracePoint at, Queue from, Message message, boolean redelivered) {
        if (isOn(at.vhost()) && !message.exchange().equals(TraceCopy.EXCHANGE)) {
            send(
                    at,
                    new TraceCopy(at, node)
                            .delivered(message, from.identity().name(), redelivered));
        }
    }

    /// At the end of the turn: a queue may be delivering just now, and be the one that gets the
    /// copy.
    private void send(TracePoint at, Message copy) {
        at.lane().atTurnEnd(TurnPhase.DELIVER, () -> enqueue(at, copy));
    }

    private void enqueue(TracePoint at, Message copy) {
        List<Queue> targets =
                routing.queues(at.vhost(), TraceCopy.EXCHANGE, List.of(copy.routingKey()), copy);
        Distribution.publish(copy, targets, ledger.ofLane(at.lane().index()), ConfirmSink.NONE);
    }
}
