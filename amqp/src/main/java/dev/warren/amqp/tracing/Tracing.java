package dev.warren.amqp.tracing;

import dev.warren.engine.message.Message;
import org.jspecify.annotations.Nullable;

/// Records what becomes of messages whose publishers trace them.
///
/// Called on lanes: it never waits, and it never changes a message.
@FunctionalInterface
public interface Tracing {

    /// The trace to which a message belongs; null when nothing of it is recorded, which costs a
    /// look at its headers.
    @Nullable MessageTrace traceOrNull(Message message);
}
