package dev.warren.amqp.channel;

import dev.warren.amqp.connection.Outbox;
import dev.warren.amqp.tracing.PublishOutcome;
import dev.warren.codec.method.BasicMethod;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ChannelCounters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Publisher confirms of one channel (RabbitMQ's extension `confirm`). Owned by the channel's lane.
///
/// For each published number a count of queues that have not answered. The completed prefix is
/// acked cumulatively once a turn, and before each returned message; a number that completes out of
/// turn is acked singly; a refused one is nacked singly.
final class Confirms implements ConfirmSink {

    private static final int CAPACITY_MIN = 64;

    /// In [#open]: answered and told to the client.
    private static final int TOLD = -1;

    private final int channel;
    private final Lane lane;
    private final Outbox outbox;
    private final ChannelCounters counters;
    private final @Nullable ChannelSpans spans;
    private final Runnable tellTask = this::tellAtTurnEnd;

    /// For each number from [#base]: how many queues are still to answer. A ring.
    private int[] open = new int[CAPACITY_MIN];

    private boolean[] refused = new boolean[CAPACITY_MIN];

    /// Numbers that completed in this turn while an older one had not.
    private long[] early = new long[CAPACITY_MIN];

    private int earlyCount;
    private long base = 1;
    private long next = 1;
    private boolean isDue;

    /// @param spans hear of what is told; null where no traces are recorded
    Confirms(
            int channel,
            Lane lane,
            Outbox outbox,
            ChannelCounters counters,
            @Nullable ChannelSpans spans) {
        this.channel = channel;
        this.lane = lane;
        this.outbox = outbox;
        this.counters = counters;
        this.spans = spans;
    }

    /// The number that the next publish is going to have.
    long nextNumber() {
        return next;
    }

    /// The number of the next publish, which so many queues are going to answer.
    long expect(int answers) {
        if (next - base == open.length) {
            grow();
        }
        long number = next++;
        counters.add(ChannelCounter.PUBLISHED_FOR_CONFIRM, 1);
        int slot = slot(number);
        open[slot] = answers;
        refused[slot] = false;
        if (answers == 0) {
            completed(number);
        }
        return number;
    }

    @Override
    public void confirmed(long number) {
        if (lane.isCurrent()) {
            answered(number);
        } else {
            lane.execute(() -> answered(number));
        }
    }

    @Override
    public void refused(long number) {
        lane.execute(() -> {
            refused[slot(number)] = true;
            answered(number);
        });
    }

    private void answered(long number) {
        if (--open[slot(number)] == 0) {
            completed(number);
        }
    }

    private void completed(long number) {
        if (number != base) {
            rememberEarly(number);
        }
        if (!isDue) {
            isDue = true;
            lane.atTurnEnd(TurnPhase.CONFIRM, tellTask);
        }
    }

    private void rememberEarly(long number) {
        if (earlyCount == early.length) {
            early = Arrays.copyOf(early, earlyCount * 2);
        }
        early[earlyCount++] = number;
    }

    private void tellAtTurnEnd() {
        isDue = false;
        tell();
    }

    /// Before a message is returned: what is complete by then is told first, so that a client that
    /// publishes one message at a time sees each confirm in its place.
    void tellBeforeReturn() {
        if (isDue) {
            tell();
        }
    }

    /// The prefix in as few frames as can be, then what completed beyond it.
    private void tell() {
        long from = base;
        while (base < next && open[slot(base)] <= 0) {
            int slot = slot(base);
            if (open[slot] == TOLD || refused[slot]) {
                ack(from, base - 1);
                if (open[slot] != TOLD) {
                    outbox.send(channel, new BasicMethod.Nack(base, false, false));
                    counters.add(ChannelCounter.REFUSED, 1);
                    trace(base, base, PublishOutcome.REFUSED);
                }
                from = base + 1;
            }
            base++;
        }
        ack(from, base - 1);
        for (int i = 0; i < earlyCount; i++) {
            tellEarly(early[i]);
        }
        earlyCount = 0;
    }

    private void ack(long from, long to) {
        if (to >= from) {
            outbox.send(channel, new BasicMethod.Ack(to, to > from));
            counters.add(ChannelCounter.CONFIRMED, to - from + 1);
            trace(from, to, PublishOutcome.CONFIRMED);
        }
    }

    private void tellEarly(long number) {
        int slot = slot(number);
        if (number < base || open[slot] != 0) {
            return;
        }
        open[slot] = TOLD;
        counters.add(refused[slot] ? ChannelCounter.REFUSED : ChannelCounter.CONFIRMED, 1);
        trace(number, number, refused[slot] ? PublishOutcome.REFUSED : PublishOutcome.CONFIRMED);
        outbox.send(
                channel,
                refused[slot]
                        ? new BasicMethod.Nack(number, false, false)
                        : new BasicMethod.Ack(number, false));
    }

    private void trace(long from, long to, PublishOutcome outcome) {
        if (spans != null) {
            spans.confirmed(from, to, outcome);
        }
    }

    private int slot(long number) {
        return (int) number & (open.length - 1);
    }

    private void grow() {
        int[] newOpen = new int[open.length * 2];
        boolean[] newRefused = new boolean[newOpen.length];
        for (long number = base; number < next; number++) {
            int to = (int) number & (newOpen.length - 1);
            newOpen[to] = open[slot(number)];
            newRefused[to] = refused[slot(number)];
        }
        open = newOpen;
        refused = newRefused;
    }
}
