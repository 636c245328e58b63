package dev.warren.engine.queue.machine;

import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.Delivering;
import dev.warren.engine.topology.QueueSettings.LengthLimit;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueType;
import org.jspecify.annotations.Nullable;

/// What of a queue's settings its machine acts on.
///
/// @param messageTtlMillis how long a message stays ready at most; [#NO_LIMIT] if for ever
/// @param keepsDead whether dead messages wait for somebody who takes them
public record Rules(Room room, long messageTtlMillis, boolean keepsDead, Serving serving) {

    /// Stands for a limit that nobody has set.
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /// The rules of a classic queue of which nobody asked anything.
    public static final Rules NONE = of(QueueSettings.NONE);

    /// The priorities of a quorum queue.
    private static final int QUORUM_LEVELS = 32;

    /// What a message of a quorum queue has that names no priority.
    private static final int QUORUM_DEFAULT_LEVEL = 4;

    /// How many ready messages there may be, and how many bytes their bodies may have together.
    public record Room(long messagesMax, long bytesMax, Overflow overflow) {

        boolean isLimited() {
            return messagesMax != NO_LIMIT || bytesMax != NO_LIMIT;
        }

        boolean isExceededBy(long messages, long bytes) {
            return messages > messagesMax || bytes > bytesMax;
        }
    }

    /// How messages go out.
    ///
    /// @param levels how many priorities are told apart; 0 if none are
    /// @param isQuorum whether failed deliveries are counted
    /// @param failuresMax how many failed deliveries a message bears; [#NO_LIMIT] if any number
    /// @param holdMillisMax how long a message may be held that is not acked; [#NO_LIMIT] if for
    ///   ever
    public record Serving(
            int levels,
            boolean isQuorum,
            boolean singleActiveConsumer,
            long failuresMax,
            long holdMillisMax) {

        /// The level of a message with that priority, -1 for none.
        int level(int priority) {
            if (priority < 0) {
                return isQuorum ? QUORUM_DEFAULT_LEVEL : 0;
            }
            return Math.min(priority, levels - 1);
        }
    }

    public static Rules of(QueueSettings settings) {
        LengthLimit length = settings.length();
        return new Rules(
                new Room(limit(length.messagesMax()), limit(length.bytesMax()), length.overflow()),
                limit(settings.lifetimes().messageTtlMillis()),
                settings.deadLettering().exchange() != null,
                serving(settings));
    }

    private static Serving serving(QueueSettings settings) {
        boolean isQuorum = settings.type().equals(QueueType.QUORUM);
        Delivering delivering = settings.delivering();
        Integer max = delivering.maxPriority();
        int levels = max == null ? 0 : max + 1;
        return new Serving(
                isQuorum ? QUORUM_LEVELS : levels,
                isQuorum,
                delivering.singleActiveConsumer(),
                limit(delivering.deliveryLimit()),
                holdMillisMax(delivering));
    }

    private static long holdMillisMax(Delivering delivering) {
        Long millis = delivering.consumerTimeoutMillis();
        return millis == null || millis == 0 ? NO_LIMIT : millis;
    }

    private static long limit(@Nullable Long value) {
        return value == null ? NO_LIMIT : value;
    }
}
