package dev.warren.engine.queue;

import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.traffic.QueueKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// How many messages the queues of one lane did away with since the node started, by kind of queue,
/// by what the queue does with dead letters, and by reason. They outlive the queues. Written on the
/// lane only, read from any thread.
@SuppressWarnings("EnumOrdinal") // columns of an array that nobody else sees
public final class DeathToll {

    /// What a queue does with its dead.
    public enum Fate {
        /// It forgets them.
        DISABLED,
        AT_MOST_ONCE,
        AT_LEAST_ONCE;

        static Fate of(DeadLettering where) {
            if (where.exchange() == null) {
                return DISABLED;
            }
            return where.strategy() == DeadLetterStrategy.AT_LEAST_ONCE
                    ? AT_LEAST_ONCE
                    : AT_MOST_ONCE;
        }
    }

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int FATES = Fate.values().length;
    private static final int REASONS = DeathReason.values().length;

    /// The last column counts what targets have confirmed.
    private final long[] values = new long[QueueKind.values().length * FATES * REASONS + 1];

    /// A message has died. One that is to come back has not.
    public void add(QueueKind kind, DeadLettering where, DeathReason reason) {
        if (!reason.isRetry()) {
            add(column(kind, Fate.of(where), reason));
        }
    }

    /// All targets of a dead letter that goes at least once have confirmed it.
    public void addConfirmed() {
        add(values.length - 1);
    }

    public long of(QueueKind kind, Fate fate, DeathReason reason) {
        return (long) VALUES.getOpaque(values, column(kind, fate, reason));
    }

    public long confirmed() {
        return (long) VALUES.getOpaque(values, values.length - 1);
    }

    private void add(int column) {
        VALUES.setOpaque(values, column, values[column] + 1);
    }

    private static int column(QueueKind kind, Fate fate, DeathReason reason) {
        return (kind.ordinal() * FATES + fate.ordinal()) * REASONS + reason.ordinal();
    }
}
