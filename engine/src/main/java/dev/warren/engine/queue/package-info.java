/// Queues: the deterministic machine that decides, the homes that act, and the handle that others
/// hold.
@NullMarked
package dev.warren.engine.queue;

import org.jspecify.annotations.NullMarked;
