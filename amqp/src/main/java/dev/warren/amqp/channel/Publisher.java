package dev.warren.amqp.channel;

import dev.warren.amqp.connection.InFlight;
import dev.warren.amqp.connection.ReplyTexts;
import dev.warren.amqp.connection.TurnShare;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ConfirmMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.PropertyFlags;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.RightsPending;
import dev.warren.engine.broker.PublishChecks;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ChannelCounters;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The publishing side of a channel: from `basic.publish`, header and body to the queues. Owned by
/// the channel's lane.
///
/// ```
///   idle ──publish──> HEADER is due ──header──> BODY is due ──last body byte──> route, hand to queues, idle
/// ```
final class Publisher {

    private final AmqpChannel channel;
    private final Lane lane;
    private final LaneLedger ledger;
    private final PublishTargets targets;
    private final ContentAssembly assembly;
    private final InFlight inFlight;
    private final TurnShare turnShare;
    private final Interceptor incoming;
    private final ChannelCounters counters;
    private final @Nullable ChannelSpans spans;

    /// Batches for other lanes that this turn has begun, by the lane's number.
    private final Map<Lane, PublishBatch> batches = new HashMap<>();

    private final Runnable handOffTask = this::handOff;

    /// Where the content goes that is being received; null when none is.
    private @Nullable PublishTarget target;

    private boolean hasHeader;

    /// Of the one message that waits for an answer about rights.
    private long heldBytes;

    private @Nullable Confirms confirms;

    private final Renewals renewals;

    Publisher(AmqpChannel channel) {
        this.channel = channel;
        this.lane = channel.lane();
        this.ledger = channel.connection().ledger();
        this.renewals = new Renewals(channel.unacked());
        this.targets = new PublishTargets(channel.broker(), channel::access);
        this.assembly =
                new ContentAssembly(
                        ledger, channel.connection().settings().bounds().messageBytesMax());
        this.inFlight = channel.connection().inFlight();
        this.turnShare = channel.connection().turnShare();
        this.counters = channel.counters();
        this.spans = channel.spansOrNull();
        this.incoming = channel.connection().settings().incoming();
    }

    boolean hasConfirms() {
        return confirms != null;
    }

    void selectConfirms(ConfirmMethod.Select select) {
        if (channel.transactions().isSelected()) {
            throw new AmqpException(
                    ReplyCode.PRECONDITION_FAILED, "cannot switch from tx to confirm mode");
        }
        if (confirms == null) {
            confirms =
                    new Confirms(
                            channel.number(), lane, channel.connection().outbox(), counters, spans);
            counters.set(ChannelCounter.IS_CONFIRMING, 1);
        }
        if (!select.noWait()) {
            channel.send(new ConfirmMethod.SelectOk());
        }
    }

    // --- content frames ------------------------------------------------------------------------

    void method(ByteBuf in, int index, int length) {
        PublishTarget found = targets.of(in, index, length);
        if (found.isImmediate()) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "immediate=true");
        }
        target = found;
        hasHeader = false;
    }

    /// A method came where content was due.
    void requireNoContentIsDue() {
        if (target != null) {
            throw AmqpException.of(
                    ReplyCode.UNEXPECTED_FRAME,
                    hasHeader
                            ? "expected content body, got non content body frame instead"
                            : "expected content header for class 60, got non content header frame"
                                    + " instead");
        }
    }

    /// False while memory is short: the header waits, and the connection with it. What has no body
    /// passes, and the connection waits behind it.
    boolean header(ByteBuf in, int index, int length) {
        if (target == null) {
            throw AmqpChannel.expectedMethod();
        }
        if (hasHeader) {
            requireNoContentIsDue();
        }
        requireBasicHeader(in, index, length);
        boolean mayPublish = channel.connection().gate().mayPublish();
        if (in.getLong(index + 4) != 0 && !mayPublish) {
            return false;
        }
        hasHeader = true;
        assembly.begin(in, index, length);
        if (assembly.isComplete()) {
            complete();
        }
        return true;
    }

    boolean body(ByteBuf in, int index, int length) {
        if (target == null) {
            throw AmqpChannel.expectedMethod();
        }
        if (!hasHeader) {
            requireNoContentIsDue();
        }
        if (!channel.connection().gate().mayPublish()) {
            return false;
        }
        assembly.add(in, index, length);
        if (assembly.isComplete()) {
            complete();
        }
        return true;
    }

    private static void requireBasicHeader(ByteBuf in, int index, int length) {
        if (length < ContentHeader.FLAGS_OFFSET + 2) {
            throw new AmqpException(ReplyCode.FRAME_ERROR, "content header is cut short");
        }
        int classId = in.getUnsignedShort(index);
        if (classId != ContentHeader.CLASS_BASIC) {
            throw AmqpException.of(
                    ReplyCode.UNEXPECTED_FRAME,
                    "expected content header for class 60, got one for class %d instead",
                    classId);
        }
    }

    // --- a whole message -----------------------------------------------------------------------

    private void complete() {
        PublishTarget to = target;
        if (to == null) {
            throw new IllegalStateException("content without a target");
        }
        target = null;
        int headerLength = assembly.headerLength();
        byte[] content = assembly.take();
        int flags = ContentHeader.flags(content, 0, headerLength);
        if ((flags & PropertyFlags.REPLY_TO) != 0) {
            byte[] addressed = channel.consumers().addressed(content, headerLength);
            headerLength += addressed.length - content.length;
            content = addressed;
        }
        PublishChecks.check(content, headerLength, flags, channel.connection().access());
        Message message = new Message(to.exchange(), to.routingKey(), content, headerLength);
        if (spans != null) {
            spans.published(message);
        }
        routeOrAsk(incoming.intercept(message), to);
    }

    private void routeOrAsk(Message message, PublishTarget to) {
        try {
            route(message, to);
        } catch (RightsPending pending) {
            hold(message);
            channel.whenAnswered(
                    pending,
                    () -> {
                        route(message, to);
                        letGo();
                    });
        }
    }

    /// The message of a channel that waits for a right.
    private void hold(Message message) {
        heldBytes = message.footprintBytes();
        ledger.add(Holder.PARKED, heldBytes);
    }

    private void letGo() {
        ledger.add(Holder.PARKED, -heldBytes);
        heldBytes = 0;
    }

    private void route(Message published, PublishTarget to) {
        if (!to.isPlain()) {
            routeToNode(published, to);
            return;
        }
        List<ShortString> extraKeys = ExtraKeys.of(published);
        if (extraKeys.isEmpty()) {
            accept(published, to.destinations().of(published), to);
        } else {
            routeToAll(published, extraKeys, to);
        }
    }

    private void routeToNode(Message published, PublishTarget to) {
        List<ShortString> extraKeys = ExtraKeys.of(published);
        if (to.isRenewal()) {
            renew(published);
        } else if (extraKeys.isEmpty()) {
            Queue[] queues = to.destinations().of(published);
            channel.broker().replyConsumers().deliver(to.routingKey(), published);
            accept(published, queues, to);
        } else {
            routeToAll(published, extraKeys, to);
        }
    }

    private void routeToAll(Message published, List<ShortString> extraKeys, PublishTarget to) {
        Queue[] queues = to.destinations().of(published, extraKeys);
        Message message = ExtraKeys.withoutBlindKeys(published);
        message.passKeys(published.passedKeys());
        if (to.exchange().isEmpty()) {
            replyToAll(to.routingKey(), extraKeys, message);
        }
        accept(message, queues, to);
    }

    /// It is no message for anybody: it is confirmed and never returned, in a transaction too.
    private void renew(Message request) {
        renewals.renew(request);
        if (spans != null) {
            spans.renewed();
        }
        if (confirms != null) {
            confirms.expect(0);
        }
    }

    /// A reply leaves when it is published, also in a transaction, and counts as unroutable
    /// (RabbitMQ 3.10).
    private void replyToAll(ShortString key, List<ShortString> extraKeys, Message reply) {
        Set<ShortString> addresses = new LinkedHashSet<>(extraKeys);
        addresses.add(key);
        addresses.forEach(to -> channel.broker().replyConsumers().deliver(to, reply));
    }

    private void accept(Message message, Queue[] queues, PublishTarget to) {
        count(message, queues.length, to);
        channel.trace().published(message, queues);
        if (spans != null) {
            spans.routed(queues, confirms);
        }
        if (channel.transactions().isSelected()) {
            channel.transactions().publish(message, queues, to.isMandatory());
        } else {
            publish(message, queues, to.isMandatory());
        }
    }

    private void count(Message message, int queues, PublishTarget to) {
        counters.published(message.bodyLength());
        if (queues > 0) {
            counters.add(ChannelCounter.ROUTED, queues);
        } else {
            counters.add(to.isMandatory() ? ChannelCounter.RETURNED : ChannelCounter.DROPPED, 1);
        }
        to.counts().published(lane.index(), queues);
    }

    private void publish(Message message, Queue[] queues, boolean mandatory) {
        Confirms sink = confirms;
        if (queues.length == 0 && mandatory) {
            if (sink != null) {
                sink.tellBeforeReturn();
            }
            giveBack(message);
        }
        long number = sink == null ? 0 : sink.expect(queues.length);
        enqueue(message, queues, sink == null ? ConfirmSink.NONE : sink, number);
    }

    /// Hands a message to its queues: at once on this lane, in a batch to others.
    void enqueue(Message message, Queue[] queues, ConfirmSink sink, long number) {
        if (queues.length == 0) {
            return;
        }
        message.share(queues.length);
        ledger.add(Holder.QUEUES, message.footprintBytes());
        turnShare.took(queues.length);
        for (Queue queue : queues) {
            if (queue.lane().isCurrent()) {
                queue.publish(message, sink, number);
            } else {
                batch(queue.lane(), sink).add(queue, message, number);
            }
        }
    }

    /// Returns what could not be routed to the client (AMQP 0-9-1 §1.8.3.10).
    void giveBack(Message message) {
        channel.send(
                new BasicMethod.Return(
                        ReplyCode.NO_ROUTE.code(),
                        ReplyTexts.cut(ReplyCode.NO_ROUTE.name()),
                        message.exchange(),
                        message.routingKey()));
        channel.sendContent(message);
    }

    private PublishBatch batch(Lane to, ConfirmSink sink) {
        if (batches.isEmpty()) {
            lane.atTurnEnd(TurnPhase.CONFIRM, handOffTask);
        }
        return batches.computeIfAbsent(to, _ -> new PublishBatch(inFlight, sink));
    }

    /// Sends the batches off: when the turn ends, and before anything else of this channel goes to
    /// a queue.
    void handOff() {
        if (!batches.isEmpty()) {
            batches.forEach((to, batch) -> {
                inFlight.left(batch.bytes());
                to.execute(batch);
            });
            batches.clear();
        }
    }

    /// The channel ends: what is complete still goes out, what is not is forgotten.
    void close() {
        handOff();
        assembly.drop();
        target = null;
        letGo();
    }
}
