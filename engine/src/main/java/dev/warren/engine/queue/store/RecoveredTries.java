package dev.warren.engine.queue.store;

import dev.warren.engine.queue.Tries;

/// What the log has kept of the failed deliveries of one message, and where that stands.
public record RecoveredTries(Tries tries, long position, int length) {}
