/// What comes into a queue later: messages that failed and are tried again, and those of a queue
/// that delays its deliveries.
///
/// [QueueOffice] is the office of an ordinary queue. What is to come later it moves to a queue that
/// belongs to this one and that no client knows ([dev.warren.engine.delay.HoldingQueue]); there it
/// stands as a message with a time to live, and [ReturnOffice] brings back what expires. How long a
/// message waits says [dev.warren.engine.topology.BackOff], how often it was tried its own headers
/// ([RetryHistory]). Begin with [QueueOffice].
@NullMarked
package dev.warren.engine.retry;

import org.jspecify.annotations.NullMarked;
