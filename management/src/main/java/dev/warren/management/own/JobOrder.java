package dev.warren.management.own;

import dev.warren.engine.queue.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a job is to do.
///
/// @param ids the messages that are meant; null: all that fit
/// @param destination where they go; null when they are deleted
record JobOrder(
        Action action,
        Queue queue,
        MessageFilter filter,
        @Nullable Set<Long> ids,
        @Nullable Destination destination,
        String user) {

    enum Action {
        DELETE,
        MOVE,
        COPY,
        RETRY
    }

    JobOrder {
        ids = ids == null ? null : Set.copyOf(ids);
    }
}
