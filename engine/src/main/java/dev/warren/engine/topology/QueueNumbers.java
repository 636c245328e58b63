package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;

/// The numbers that the next new queues get. Immutable. None is given twice: both only grow.
///
/// ```
///   0        1 ...                2^31 + 1 ...               2^32 ...
///   no one   durable queues       what waits beside them     volatile queues
///            also in the log, as u32                         only in this process, begin anew
///                                                            with each start
/// ```
///
/// Nothing on a disk names a volatile queue, so its number may come again after a restart. A
/// durable queue's number is named by its messages in the log, perhaps longer than the queue lives.
/// It needs no reservation ahead, because the log is ordered: the record that creates the queue is
/// handed over before anyone can see the queue, so whatever names the number stands behind that
/// record. If a crash takes the record, it takes all of those too, and nobody was answered; the
/// number is as good as new. If the record is there, replaying it counts the number as used, and so
/// does a snapshot, which keeps this counter even when the queue is gone.
public record QueueNumbers(long nextDurable, long nextVolatile) {

    /// The end of the durable queues' numbers. The log could name as many again: those are the
    /// queues in which messages wait beside these ([#beside]).
    public static final long DURABLE_END = 1L << 31;

    private static final long VOLATILE_BEGIN = 1L << 32;

    /// Of the number of a queue beside a volatile one: no counter comes so far.
    private static final long BESIDE_VOLATILE = 1L << 62;

    static final QueueNumbers FIRST = new QueueNumbers(1, VOLATILE_BEGIN);

    public QueueNumbers {
        if (nextDurable < 1 || nextDurable > DURABLE_END || nextVolatile < VOLATILE_BEGIN) {
            throw new IllegalArgumentException(
                    "no such queue numbers: next durable one %d, next volatile one %d"
                            .formatted(nextDurable, nextVolatile));
        }
    }

    /// The number of the queue in which messages wait beside this one. It needs no reservation: it
    /// is used only while this one lives.
    public static long beside(long id) {
        return id | (id < VOLATILE_BEGIN ? DURABLE_END : BESIDE_VOLATILE);
    }

    /// The number of the queue beside which one with this number stands; the same if beside none.
    public static long besideWhich(long id) {
        return id & ~(id < VOLATILE_BEGIN ? DURABLE_END : BESIDE_VOLATILE);
    }

    /// Which durable queue's number a number in the log is, or beside which one it is.
    public static long durableOf(long logged) {
        return logged & DURABLE_END - 1;
    }

    /// The number for a new queue. 541 when the durable ones have run out.
    long next(boolean durable) {
        if (!durable) {
            return nextVolatile;
        }
        if (nextDurable == DURABLE_END) {
            throw AmqpException.of(
                    ReplyCode.INTERNAL_ERROR,
                    "no durable queue can be declared any more: all %d numbers for them have been"
                            + " used",
                    DURABLE_END - 1);
        }
        return nextDurable;
    }

    /// The same once this queue has its number, or had it.
    QueueNumbers afterUseBy(QueueDefinition queue) {
        return afterUse(queue.id(), queue.isDurable());
    }

    /// The same once the queue in which messages of this exchange wait has its number, or had it.
    QueueNumbers afterUseBy(ExchangeDefinition exchange) {
        return exchange.delays() ? afterUse(exchange.holdingId(), exchange.durable()) : this;
    }

    private QueueNumbers afterUse(long id, boolean durable) {
        if (id < 1 || id < VOLATILE_BEGIN != durable) {
            throw new IllegalArgumentException(
                    "a %s queue cannot have got the number %d"
                            .formatted(durable ? "durable" : "volatile", id));
        }
        return durable
                ? withDurableFrom(id + 1)
                : new QueueNumbers(nextDurable, Math.max(nextVolatile, id + 1));
    }

    /// The same with numbers of durable queues from at least here on.
    QueueNumbers withDurableFrom(long atLeast) {
        return new QueueNumbers(Math.max(nextDurable, atLeast), nextVolatile);
    }
}
