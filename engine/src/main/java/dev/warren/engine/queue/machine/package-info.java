/// What a queue does, as one deterministic state machine: no threads, clocks, files or randomness.
///
/// It knows sequences, sizes and consumers, never bodies or file positions. Begin with `QueueMachine`.
@NullMarked
package dev.warren.engine.queue.machine;

import org.jspecify.annotations.NullMarked;
