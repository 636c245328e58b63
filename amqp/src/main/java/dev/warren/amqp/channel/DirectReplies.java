package dev.warren.amqp.channel;

import dev.warren.amqp.connection.DeliveryCredits;
import dev.warren.codec.frame.DeliverEncoder;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.ReplyConsumer;
import dev.warren.engine.broker.ReplyConsumers;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeliveryWindow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The direct replies of one channel, from consume to cancel: the address under which it waits for
/// them, and the way of a reply to its socket.
///
/// Called on the lane of who replies; everything but counting and the hop happens on the channel's.
final class DirectReplies implements ReplyConsumer {

    /// How much may be on its way to a requester that does not read. What is beyond it is dropped:
    /// no queue keeps it, and nobody was promised that it arrives.
    private static final long UNDELIVERED_BYTES_MAX = 16 << 20;

    private static final Logger log = LoggerFactory.getLogger("warren.connection");

    private final AmqpChannel channel;
    private final Lane lane;
    private final ReplyConsumers registry;
    private final ShortString tag;
    private final DeliverEncoder encoder;
    private final ShortString address;
    private final DeliveryCredits.Account account;

    /// Sent by who replies and not yet taken by the socket. Any lane adds; the channel's takes
    /// away.
    private final AtomicLong undeliveredBytes = new AtomicLong();

    private final AtomicBoolean hasDropped = new AtomicBoolean();

    private boolean isClosed;

    DirectReplies(AmqpChannel channel, ShortString tag) {
        this.channel = channel;
        this.lane = channel.lane();
        this.registry = channel.broker().replyConsumers();
        this.tag = tag;
        this.encoder = new DeliverEncoder(channel.number(), tag);
        this.account =
                new DeliveryCredits.Account(
                        DeliveryWindow.WINDOW_BYTES, bytes -> undeliveredBytes.addAndGet(-bytes));
        this.address = registry.add(this);
    }

    ShortString tag() {
        return tag;
    }

    DeliverEncoder encoder() {
        return encoder;
    }

    DeliveryCredits.Account account() {
        return account;
    }

    /// A request's content, with the address in place of the name that stands for it.
    byte[] addressed(byte[] content, int headerLength) {
        return ContentHeader.withReplyTo(content, headerLength, address);
    }

    @Override
    public void deliver(Message reply) {
        if (undeliveredBytes.get() >= UNDELIVERED_BYTES_MAX) {
            drop();
            return;
        }
        undeliveredBytes.addAndGet(reply.footprintBytes());
        if (lane.isCurrent()) {
            write(reply);
        } else {
            lane.execute(() -> write(reply));
        }
    }

    /// Says so once: replies that are lost look like a responder that is slow.
    private void drop() {
        if (hasDropped.compareAndSet(false, true)) {
            log.warn(
                    "direct replies are dropped, because connection {}, channel {} is slow to read them",
                    channel.connection().id(),
                    channel.number());
        }
    }

    private void write(Message reply) {
        if (!isClosed) {
            channel.deliveries().deliverReply(this, reply);
        }
    }

    /// Nothing is delivered after this.
    void close() {
        isClosed = true;
        registry.remove(address);
    }
}
