package dev.warren.engine.topology.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a policy is for.
public enum ApplyTo {
    ALL,
    QUEUES,
    EXCHANGES,
    CLASSIC_QUEUES,
    QUORUM_QUEUES,
    STREAMS;

    public static @Nullable ApplyTo ofOrNull(String word) {
        for (ApplyTo value : values()) {
            if (value.word().equals(word)) {
                return value;
            }
        }
        return null;
    }

    /// As people write it: `classic_queues`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isForExchanges() {
        return this == ALL || this == EXCHANGES;
    }

    /// @param queueType as in `x-queue-type`
    boolean isForQueues(String queueType) {
        return switch (this) {
            case ALL, QUEUES -> true;
            case EXCHANGES -> false;
            case CLASSIC_QUEUES -> queueType.equals("classic");
            case QUORUM_QUEUES -> queueType.equals("quorum");
            case STREAMS -> queueType.equals("stream");
        };
    }
}
