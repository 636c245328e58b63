package dev.warren.amqp.channel;

import dev.warren.amqp.tracing.SettleOutcome;
import dev.warren.codec.frame.AckView;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.DeliveryCounter;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ack, nack, reject and recover of one channel: what becomes of what it had delivered. Owned by
/// the channel's lane.
///
/// Entries go to their queues in runs, so that acknowledging a hundred messages of one queue is one
/// call.
final class Settlements {

    private static final Logger log = LoggerFactory.getLogger("warren.channel");

    private static final int RUN_MAX = 1024;

    /// What a channel begins with: a client may have thousands.
    private static final int RUN_MIN = 16;

    private final AmqpChannel channel;
    private final Unacked unacked;
    private final ChannelCounters counters;
    private final @Nullable ChannelSpans spans;

    /// What `basic.nack` and `basic.recover` do with what goes back.
    private final Settlement giveBack;

    private long[] run = new long[RUN_MIN];

    private final Unacked.Settled collect = this::collect;
    private @Nullable Queue runQueue;
    private Settlement runKind = Settlement.ACK;
    private int runLength;
    private int countedSettled;

    /// The highest tag of a message that was taken back. What the client says of unknown tags up to
    /// it is no mistake: it comes late.
    private long takenBackUpTo;

    Settlements(AmqpChannel channel) {
        this.channel = channel;
        this.unacked = channel.unacked();
        this.counters = channel.counters();
        this.spans = channel.spansOrNull();
        this.giveBack =
                channel.connection().settings().bounds().countsNacks()
                        ? Settlement.FAIL
                        : Settlement.REQUEUE;
    }

    /// The hot one: read where it lies.
    void ack(ByteBuf in, int index, int length) {
        ack(AckView.deliveryTag(in, index, length), AckView.multiple(in, index));
    }

    void ack(long tag, boolean multiple) {
        settle(Settlement.ACK, tag, multiple);
    }

    void nack(BasicMethod.Nack nack) {
        settle(nack.requeue() ? giveBack : Settlement.DISCARD, nack.deliveryTag(), nack.multiple());
    }

    void reject(BasicMethod.Reject reject) {
        settle(
                reject.requeue() ? Settlement.FAIL : Settlement.DISCARD,
                reject.deliveryTag(),
                false);
    }

    /// All that is unacked goes back to its queues. To the same consumer only (`requeue` false) is
    /// not offered.
    void recover(boolean requeue, boolean answers) {
        if (!requeue) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "requeue=false");
        }
        begin(giveBack);
        unacked.takeAll(heard(giveBack, collect));
        end();
        if (answers) {
            channel.send(new BasicMethod.RecoverOk());
        }
    }

    private void settle(Settlement kind, long tag, boolean multiple) {
        Unacked.Settled to =
                heard(
                        kind,
                        channel.transactions().isSelected()
                                ? channel.transactions().collector(kind)
                                : collect);
        if (multiple && tag == 0) {
            begin(kind);
            unacked.takeAll(to);
            end();
            return;
        }
        int place = unacked.find(tag);
        if (place < 0 && tag > 0 && tag <= takenBackUpTo) {
            place = multiple ? unacked.findUpTo(tag) : -1;
            if (place < 0) {
                return;
            }
        }
        if (place < 0) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "unknown delivery tag %s",
                    Long.toUnsignedString(tag));
        }
        begin(kind);
        if (multiple) {
            unacked.takeUpTo(place, to);
        } else {
            unacked.take(place, to);
        }
        end();
    }

    private Unacked.Settled heard(Settlement kind, Unacked.Settled to) {
        return spans == null ? to : spans.hearing(kind, to);
    }

    /// The channel has held a message of the queue for too long: these are no longer its own.
    void takenBack(Queue from, long[] sequences) {
        countedSettled = 0;
        Unacked.Settled to =
                (tag, _, _, isCounted) -> {
                    takenBackUpTo = Math.max(takenBackUpTo, tag);
                    countedSettled += isCounted ? 1 : 0;
                    if (spans != null) {
                        spans.settled(tag, SettleOutcome.TIMEOUT);
                    }
                };
        unacked.takeOf(from, sequences, to);
        channel.transactions().takenBack(from, sequences, to);
        counters.add(ChannelCounter.SETTLED, sequences.length);
        giveCountedBack();
        log.atWarn()
                .addKeyValue("vhost", from.identity().vhost())
                .addKeyValue("queue", from.identity().name())
                .addKeyValue("channel", channel.number())
                .log(
                        "{} messages were not acknowledged in time and were taken back",
                        sequences.length);
    }

    /// Settles what a transaction had put off.
    void apply(Settlement kind, Queue queue, long sequence, boolean isCounted) {
        begin(kind);
        collect(0, queue, sequence, isCounted);
        end();
    }

    private void begin(Settlement kind) {
        runKind = kind;
        countedSettled = 0;
    }

    private void collect(long tag, Queue queue, long sequence, boolean isCounted) {
        if (runKind != Settlement.ACK && queue.isStream()) {
            throw AmqpException.of(
                    ReplyCode.NOT_IMPLEMENTED,
                    "basic.nack and basic.reject not supported by stream queues %s",
                    queue.identity().description());
        }
        if (queue != runQueue || runLength == RUN_MAX) {
            flush();
            runQueue = queue;
        }
        if (runLength == run.length) {
            run = Arrays.copyOf(run, RUN_MAX);
        }
        run[runLength++] = sequence;
        if (isCounted) {
            countedSettled++;
        }
    }

    private void end() {
        flush();
        runQueue = null;
        giveCountedBack();
    }

    private void giveCountedBack() {
        ChannelPrefetch prefetch = channel.consumers().channelPrefetchOrNull();
        if (prefetch != null && countedSettled > 0) {
            prefetch.settled(countedSettled);
        }
    }

    private void flush() {
        Queue queue = runQueue;
        int length = runLength;
        runLength = 0;
        if (queue == null || length == 0) {
            return;
        }
        counters.add(ChannelCounter.SETTLED, length);
        if (runKind == Settlement.ACK) {
            counters.add(DeliveryCounter.ACKED, queue.kind(), length);
        }
        queue.settle(runKind, run, length);
    }
}
