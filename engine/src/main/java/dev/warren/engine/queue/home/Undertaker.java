package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.data.LongRing;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import java.util.function.LongConsumer;

/// Brings dead messages of one queue to the office for dead letters, in the order in which they
/// died. Owned by the queue's lane.
///
/// Only so many are under way; the others wait in the queue's index. A body that is not in memory
/// is read first, and what died later waits behind it.
final class Undertaker {

    /// How many the office may have without having answered: with a log as many go with each of its
    /// commits.
    static final int UNDER_WAY_MAX = 1024;

    /// How many bytes these may have, for as long as there are several.
    static final long UNDER_WAY_BYTES_MAX = 4 << 20;

    /// How many one turn brings.
    private static final int BROUGHT_MAX = 1024;

    private static final DeathReason[] REASONS = DeathReason.values();
    private static final int REASON_BITS = 3;

    private final Queue queue;
    private final QueueStore store;
    private final DeadLetterOffice office;
    private final QueueCounters counters;
    private final DeathToll toll;

    /// Hears that the queue may forget a message.
    private final LongConsumer taken;

    /// Sequences, each with the number of its reason behind it.
    private final LongRing waiting = new LongRing();

    private final Runnable loaded = this::loaded;

    /// Asks for a call of [#bring] in a later turn.
    private final Runnable onMore;

    private DeadLettering where;
    private int underWay;
    private long underWayBytes;
    private boolean isLoading;

    Undertaker(
            Queue queue,
            QueueParts parts,
            QueueCounters counters,
            LongConsumer taken,
            Runnable onMore) {
        this.queue = queue;
        this.store = parts.store();
        this.office = parts.office();
        this.where = parts.settings().deadLettering();
        this.counters = counters;
        this.toll = parts.toll();
        this.taken = taken;
        this.onMore = onMore;
    }

    void configure(DeadLettering changed) {
        where = changed;
    }

    /// A message has died, whether it is brought to the office or forgotten.
    void count(DeathReason reason) {
        counters.add(QueueCounter.died(reason), 1);
        toll.add(queue.kind(), where, reason);
    }

    @SuppressWarnings("EnumOrdinal") // nobody else sees it
    void add(long sequence, DeathReason reason) {
        waiting.add(sequence << REASON_BITS | reason.ordinal());
    }

    void clear() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst();
        }
    }

    boolean hasWork() {
        return !waiting.isEmpty()
                && underWay < UNDER_WAY_MAX
                && underWayBytes < UNDER_WAY_BYTES_MAX
                && !isLoading;
    }

    /// Brings what may be brought. At the end of a turn: the office may publish to this very queue.
    void bring() {
        for (int i = 0; hasWork(); i++) {
            if (i == BROUGHT_MAX) {
                onMore.run();
                return;
            }
            bringFirst();
        }
    }

    private void bringFirst() {
        long first = waiting.first();
        long sequence = first >> REASON_BITS;
        Message message = store.inMemoryOrNull(sequence);
        if (message == null && store.has(sequence)) {
            isLoading = true;
            store.load(sequence, loaded);
            return;
        }
        waiting.removeFirst();
        DeathReason reason = REASONS[(int) first & ((1 << REASON_BITS) - 1)];
        if (message == null || where.exchange() == null && !reason.isRetry()) {
            taken.accept(sequence);
        } else {
            bring(sequence, message, reason);
        }
    }

    private void bring(long sequence, Message message, DeathReason reason) {
        int bytes = message.footprintBytes();
        underWay++;
        underWayBytes += bytes;
        if (!reason.isRetry()) {
            counters.add(QueueCounter.deadLettered(reason), 1);
        }
        boolean isConfirmed =
                !reason.isRetry() && where.strategy() == DeadLetterStrategy.AT_LEAST_ONCE;
        office.take(
                queue,
                where,
                message,
                reason,
                () -> {
                    underWay--;
                    underWayBytes -= bytes;
                    if (isConfirmed) {
                        toll.addConfirmed();
                    }
                    taken.accept(sequence);
                });
    }

    /// A new message that was not let in. It waits for nobody.
    void bringStranger(Message message, Runnable then) {
        counters.add(QueueCounter.deadLettered(DeathReason.MAXLEN), 1);
        toll.add(queue.kind(), where, DeathReason.MAXLEN);
        office.take(queue, where, message, DeathReason.MAXLEN, then);
    }

    /// Within this the message is in memory, and perhaps not for long.
    private void loaded() {
        isLoading = false;
        if (!waiting.isEmpty()) {
            bringFirst();
            onMore.run();
        }
    }
}
