package dev.warren.links.shovel;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.warren.links.LinkException;
import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.ClientValues;
import dev.warren.links.remote.HeldBytes;
import dev.warren.links.remote.Remote;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Both connections of a shovel, and what is heard from them. Opened, used and closed by the link's
/// thread; those of the connections put events in.
///
/// The events are bounded: what has arrived by [HeldBytes], and what is confirmed by what was
/// published and is not, of which there is no more than the source's prefetch.
final class ShovelEnds implements AutoCloseable {

    /// So many bytes of messages a shovel has read and not yet published.
    private static final int HELD_BYTES_MAX = 8 * 1024 * 1024;

    private final End source;
    private final End destination;
    private final HeldBytes held;
    private final BlockingQueue<ShovelEvent> events = new LinkedBlockingQueue<>();

    private ShovelEnds(End source, End destination, HeldBytes held) {
        this.source = source;
        this.destination = destination;
        this.held = held;
        watch(source);
        watch(destination);
    }

    /// @param name of the connections, for those who look at the brokers
    static ShovelEnds open(Remote remote, AmqpUri from, AmqpUri to, String name)
            throws LinkException, InterruptedException {
        HeldBytes held = new HeldBytes(HELD_BYTES_MAX);
        Connection first = remote.connect(from, name, held);
        Connection second = null;
        boolean isOpen = false;
        try {
            End source = End.open("source", from, first);
            second = remote.connect(to, name, null);
            End destination = End.open("destination", to, second);
            isOpen = true;
            return new ShovelEnds(source, destination, held);
        } finally {
            if (!isOpen) {
                Remote.leave(second);
                Remote.leave(first);
            }
        }
    }

    private void watch(End end) {
        end.channel()
                .addShutdownListener(
                        cause -> events.add(new ShovelEvent.Broken(end.broken(cause))));
    }

    End source() {
        return source;
    }

    End destination() {
        return destination;
    }

    BlockingQueue<ShovelEvent> events() {
        return events;
    }

    /// Has the destination say what it has taken, and when it can take no more.
    void listen(boolean confirms) throws LinkException, InterruptedException {
        destination
                .connection()
                .addBlockedListener(
                        _ -> events.add(new ShovelEvent.Blocked(true)),
                        () -> events.add(new ShovelEvent.Blocked(false)));
        if (confirms) {
            destination.call(channel -> {
                channel.addConfirmListener(
                        (sequence, isMultiple) ->
                                events.add(new ShovelEvent.Confirmed(sequence, isMultiple, true)),
                        (sequence, isMultiple) ->
                                events.add(new ShovelEvent.Confirmed(sequence, isMultiple, false)));
                return channel.confirmSelect();
            });
        }
    }

    /// Has the source deliver.
    ///
    /// @param acks whether it waits for each message to be settled; else it forgets what it sends
    void consume(String queue, ShovelSettings.Source settings, boolean acks)
            throws LinkException, InterruptedException {
        source.call(channel -> {
            if (acks) {
                channel.basicQos(settings.prefetch());
            }
            return channel.basicConsume(
                    queue,
                    !acks,
                    "",
                    false,
                    false,
                    ClientValues.of(settings.consumerArguments()),
                    new DefaultConsumer(channel) {
                        @Override
                        public void handleDelivery(
                                String tag, Envelope envelope, BasicProperties known, byte[] body) {
                            events.add(
                                    new ShovelEvent.Arrived(new Delivery(envelope, known, body)));
                        }

                        @Override
                        public void handleCancel(String tag) {
                            events.add(
                                    new ShovelEvent.Broken(
                                            "source "
                                                    + source.uri().shown()
                                                    + ": the consumer was cancelled"));
                        }
                    });
        });
    }

    /// What was delivered is done with here.
    void forget(Delivery delivery) {
        held.giveBack(delivery.getBody().length);
    }

    /// The source gets back what was not settled.
    @Override
    public void close() {
        held.open();
        Remote.leave(destination.connection());
        Remote.leave(source.connection());
    }
}
