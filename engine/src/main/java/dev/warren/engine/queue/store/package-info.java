/// Where queues keep their messages: bodies by sequence, asked for without waiting, fetched asynchronously.
///
/// Knows messages and memory, nothing of what a queue does with them. Begin with [QueueStore].
@NullMarked
package dev.warren.engine.queue.store;

import org.jspecify.annotations.NullMarked;
