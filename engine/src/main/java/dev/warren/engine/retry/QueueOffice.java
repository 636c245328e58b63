package dev.warren.engine.retry;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.topology.Retrying;
import dev.warren.engine.transfer.DeadLetters;
import dev.warren.engine.transfer.Departures;
import dev.warren.engine.transfer.Safety;
import dev.warren.engine.transfer.TransferContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The office of an ordinary queue. Owned by the queue's lane.
///
/// ```
///                     failed, may be tried again
///   queue ------------------------------------------> waits beside the queue --> queue
///     |  published to a queue that delays   ------------------^
///     |
///     |  failed too often --> parking queue, if it is there
///     |                  `--> dead letters --> gone
///     `  any other death  --> dead letters --> gone
/// ```
public final class QueueOffice implements DeadLetterOffice {

    private static final ShortString DEFAULT_EXCHANGE = ShortString.of("");

    private final TransferContext context;
    private final Departures departures;
    private final DeadLetters letters;
    private final Function<Queue, Queue> holdings;
    private @Nullable Retrying retrying;

    /// Where messages wait. Made for the first one.
    private @Nullable Queue holding;

    /// @param ledger of the queue's lane
    /// @param holdings makes the queue in which messages wait beside this one, on the same lane
    public QueueOffice(
            TransferContext context, LaneLedger ledger, Function<Queue, Queue> holdings) {
        this.context = context;
        this.departures = new Departures(ledger, context.routing());
        this.letters = new DeadLetters(context, ledger);
        this.holdings = holdings;
    }

    @Override
    public void configure(QueueSettings settings) {
        retrying = settings.waiting().retrying();
    }

    @Override
    public void hold(Queue queue, Message message, long millis, ConfirmSink sink, long number) {
        holdingOf(queue).hold(message, millis, sink, number);
    }

    /// Where messages wait for the queue; made if it is not there yet.
    public Queue holdingOf(Queue queue) {
        Queue known = holding;
        if (known == null) {
            known = holdings.apply(queue);
            holding = known;
        }
        return known;
    }

    /// The queue is no more, and with it what waits for it.
    public void close() {
        Queue waiting = holding;
        if (waiting != null && !waiting.isDeleted()) {
            waiting.delete(false, false);
        }
    }

    @Override
    public void take(
            Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken) {
        Retrying now = retrying;
        if (!reason.isRetry()) {
            letters.take(from, where, message, reason, taken);
        } else if (now != null && RetryHistory.of(message).count() >= now.retriesMax()) {
            giveUp(from, where, message, now.parkQueue(), taken);
        } else {
            retry(from, message, reason, now, taken);
        }
    }

    /// If nothing is tried again any more since it failed, it comes back at once.
    private void retry(
            Queue from,
            Message message,
            DeathReason reason,
            @Nullable Retrying now,
            Runnable taken) {
        RetryHistory history = RetryHistory.of(message).next(context.clock().wallMillis() / 1000);
        long millis = now == null ? 1 : now.backOff().millis(history.count(), context.random());
        departures.move(
                from,
                new RetryParcel(message, history.in(message, reason), holdingOf(from), millis),
                Safety.AT_MOST_ONCE,
                taken);
    }

    private void giveUp(
            Queue from,
            DeadLettering where,
            Message message,
            @Nullable ShortString park,
            Runnable taken) {
        from.counters().add(QueueCounter.FAILED, 1);
        if (park != null && !parking(from, park, message).isEmpty()) {
            from.counters().add(QueueCounter.PARKED, 1);
            departures.move(
                    from,
                    new ParkParcel(message, () -> parking(from, park, message)),
                    Safety.AT_LEAST_ONCE,
                    taken);
            return;
        }
        if (where.exchange() != null) {
            from.counters().add(QueueCounter.DEAD_LETTERED_DELIVERY_LIMIT, 1);
        }
        letters.take(from, where, message, DeathReason.DELIVERY_LIMIT, taken);
    }

    /// A queue that parks in itself would try for ever, and so parks nowhere.
    private List<Queue> parking(Queue from, ShortString name, Message message) {
        return name.equals(from.identity().name())
                ? List.of()
                : context.routing()
                        .queues(from.identity().vhost(), DEFAULT_EXCHANGE, List.of(name), message);
    }
}
