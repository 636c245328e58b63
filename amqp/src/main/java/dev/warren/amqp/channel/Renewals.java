package dev.warren.amqp.channel;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// More time for what a channel holds: a consumer that is not done yet publishes to the default
/// exchange with the key [#KEY], on the channel that got the message. Owned by the channel's lane.
///
/// The header `delivery-tag` says for which delivery; without it, or with 0, for all. A tag that is
/// not unacked any more is passed over, because its message may have been taken back meanwhile.
final class Renewals {

    /// No queue can have that name.
    static final ShortString KEY = ShortString.of("amq.warren.renew");

    static final String HEADER = "delivery-tag";

    private static final int RUN_MAX = 1024;

    private final Unacked unacked;
    private final Unacked.Settled collect = this::collect;
    private long[] run = new long[16];
    private int runLength;
    private @Nullable Queue runQueue;

    Renewals(Unacked unacked) {
        this.unacked = unacked;
    }

    /// 406 when the tag is no integer.
    void renew(Message request) {
        long tag = tag(request);
        if (tag == 0) {
            unacked.forEach(collect);
        } else {
            int place = unacked.find(tag);
            if (place >= 0) {
                unacked.show(place, collect);
            }
        }
        flush();
        runQueue = null;
    }

    private static long tag(Message request) {
        FieldValue value = request.headers().get(HEADER);
        if (value == null) {
            return 0;
        }
        Long tag = FieldComparison.integerOf(value);
        if (tag == null) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid header '%s': \"expected integer, got %s\"",
                    HEADER,
                    FieldText.type(value));
        }
        return tag;
    }

    private void collect(long tag, Queue queue, long sequence, boolean isCounted) {
        if (queue != runQueue || runLength == RUN_MAX) {
            flush();
            runQueue = queue;
        }
        if (runLength == run.length) {
            run = Arrays.copyOf(run, RUN_MAX);
        }
        run[runLength++] = sequence;
    }

    private void flush() {
        Queue queue = runQueue;
        if (queue != null && runLength > 0) {
            queue.renew(run, runLength);
        }
        runLength = 0;
    }
}
