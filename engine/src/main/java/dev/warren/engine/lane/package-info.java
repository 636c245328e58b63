/// One owner for each mutable thing.
///
/// A lane is one thread's worth of work, in order. Connections and queues belong to a lane; only
/// their lane touches them. Work is done in turns: everything that one socket read or one mailbox
/// batch causes is a turn, and what can be done once for the whole batch (deliver, confirm, hand
/// over, flush) is done at its end. Begin with [Lane].
@NullMarked
package dev.warren.engine.lane;

import org.jspecify.annotations.NullMarked;
