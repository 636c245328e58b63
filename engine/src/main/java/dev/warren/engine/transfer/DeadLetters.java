package dev.warren.engine.transfer;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The office of one queue: writes the death into the headers and sends the letter off. Owned by
/// the queue's lane.
public final class DeadLetters implements DeadLetterOffice {

    private static final Logger logger = LoggerFactory.getLogger("warren.queue");

    private final TransferContext context;
    private final Departures departures;

    private boolean hasWarned;

    /// @param ledger of the queue's lane
    public DeadLetters(TransferContext context, LaneLedger ledger) {
        this.context = context;
        this.departures = new Departures(ledger, context.routing());
    }

    @Override
    public void take(
            Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken) {
        ShortString exchange = where.exchange();
        if (exchange == null) {
            taken.run();
            return;
        }
        long seconds = context.clock().wallMillis() / 1000;
        Death death = new Death(message, from.identity().name(), reason, seconds);
        departures.move(
                from,
                new DeadLetterParcel(
                        context,
                        from,
                        death,
                        exchange,
                        where.routingKey(),
                        to -> warnOnce(from, to)),
                where.strategy() == DeadLetterStrategy.AT_LEAST_ONCE
                        ? Safety.AT_LEAST_ONCE
                        : Safety.AT_MOST_ONCE,
                taken);
    }

    private void warnOnce(Queue from, Queue to) {
        if (!hasWarned) {
            hasWarned = true;
            logger.warn(
                    "dead letters of {} are not sent to queue '{}': they would go round in a circle"
                            + " in which nobody rejects them",
                    from.identity().description(),
                    to.identity().name());
        }
    }
}
