package dev.warren.amqp.channel;

import dev.warren.amqp.tracing.Delivery;
import dev.warren.amqp.tracing.DeliverySpan;
import dev.warren.amqp.tracing.MessageTrace;
import dev.warren.amqp.tracing.PublishOutcome;
import dev.warren.amqp.tracing.PublishSpan;
import dev.warren.amqp.tracing.SettleOutcome;
import dev.warren.amqp.tracing.TraceSite;
import dev.warren.amqp.tracing.Tracing;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The spans of one channel that are still open. Owned by its lane.
///
/// A channel has one only where traces are recorded. What it holds is for messages that their
/// publishers trace: any other message costs a look at its headers.
final class ChannelSpans {

    /// So many publishes wait for confirms, and so many deliveries for settlements; what becomes of
    /// more is not recorded.
    static final int OPEN_MAX = 1_024;

    private final AmqpChannel channel;
    private final Tracing tracing;

    /// Of the message that is being routed; null when that is not traced, or none is.
    private @Nullable PublishSpan publishing;

    /// By confirm number.
    private final NavigableMap<Long, PublishSpan> unconfirmed = new TreeMap<>();

    /// By delivery tag.
    private final Map<Long, DeliverySpan> unsettled = new HashMap<>();

    private ChannelSpans(AmqpChannel channel, Tracing tracing) {
        this.channel = channel;
        this.tracing = tracing;
    }

    /// Null where no traces are recorded.
    static @Nullable ChannelSpans ofOrNull(AmqpChannel channel) {
        Tracing tracing = channel.connection().settings().tracing();
        return tracing == null ? null : new ChannelSpans(channel, tracing);
    }

    private TraceSite site() {
        return new TraceSite(
                channel.access().vhost(), channel.connection().describe(), channel.number());
    }

    // --- publishing ----------------------------------------------------------------------------

    /// A message has come in whole.
    void published(Message message) {
        MessageTrace trace = tracing.traceOrNull(message);
        publishing = trace == null ? null : trace.published(site(), message);
    }

    /// The message goes to these queues, and takes the next number of the channel's confirms, if it
    /// has any.
    void routed(Queue[] queues, @Nullable Confirms confirms) {
        PublishSpan span = publishing;
        if (span == null) {
            return;
        }
        span.routed(queues);
        if (channel.transactions().isSelected()) {
            ended(PublishOutcome.TRANSACTION);
        } else if (confirms == null || unconfirmed.size() >= OPEN_MAX) {
            ended(PublishOutcome.UNCONFIRMED);
        } else {
            unconfirmed.put(confirms.nextNumber(), span);
            publishing = null;
        }
    }

    /// It was no message for a queue.
    void renewed() {
        ended(PublishOutcome.UNCONFIRMED);
    }

    private void ended(PublishOutcome outcome) {
        if (publishing != null) {
            publishing.ended(outcome);
            publishing = null;
        }
    }

    /// The publisher was told of all from one number to another.
    void confirmed(long from, long to, PublishOutcome outcome) {
        if (!unconfirmed.isEmpty()) {
            var told = unconfirmed.subMap(from, true, to, true);
            told.values().forEach(span -> span.ended(outcome));
            told.clear();
        }
    }

    // --- deliveries ----------------------------------------------------------------------------

    /// The client is given a message.
    void delivered(Queue from, Message message, long tag, boolean redelivered, boolean isNoAck) {
        MessageTrace trace = tracing.traceOrNull(message);
        if (trace != null) {
            boolean isLast = isNoAck || unsettled.size() >= OPEN_MAX;
            DeliverySpan span =
                    trace.delivered(site(), message, new Delivery(from, tag, redelivered, isLast));
            if (span != null) {
                unsettled.put(tag, span);
            }
        }
    }

    /// Hears of settlements on their way to whoever carries them out.
    Unacked.Settled hearing(Settlement kind, Unacked.Settled next) {
        if (unsettled.isEmpty()) {
            return next;
        }
        SettleOutcome outcome = SettleOutcome.of(kind);
        return (tag, queue, sequence, isCounted) -> {
            settled(tag, outcome);
            next.settled(tag, queue, sequence, isCounted);
        };
    }

    void settled(long tag, SettleOutcome outcome) {
        DeliverySpan span = unsettled.remove(tag);
        if (span != null) {
            span.settled(outcome);
        }
    }

    /// The channel ends: what is open ends with it.
    void close() {
        ended(PublishOutcome.BROKEN_OFF);
        unconfirmed.values().forEach(span -> span.ended(PublishOutcome.BROKEN_OFF));
        unconfirmed.clear();
        unsettled.values().forEach(span -> span.settled(SettleOutcome.RELEASE));
        unsettled.clear();
    }
}
