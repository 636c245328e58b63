package dev.warren.engine.queue;

import dev.warren.engine.message.Message;
import org.jspecify.annotations.Nullable;

/// A message as somebody saw it who did not take it.
///
/// @param isUnacked whether somebody holds it; otherwise it is ready
/// @param isRedelivered whether it has been handed out before and come back
/// @param expiresAtMillis when its time is over, by the wall clock; null if it never is. It matters
///   only while the message is ready
/// @param priority by which the queue serves it; 0 in queues without priorities
public record SeenMessage(
        long sequence,
        boolean isUnacked,
        boolean isRedelivered,
        @Nullable Long expiresAtMillis,
        int priority,
        Message message) {}
