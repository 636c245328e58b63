/// Streams as queues: the home that a stream's handle leads to, and its consumers.
///
/// ```
///  publish ... publish   -> StreamAppend   one batch a turn, to the writer; confirmed when it is durable
///  end of turn: DELIVER  -> Subscriber     from the block in its hands, as long as it has room
///                           StreamBlocks   blocks of one lane: read by other threads, shared, bounded
/// ```
///
/// Nothing here keeps a message: what was published is on the disk, and what is delivered was read
/// from there. Begin with [StreamHome]; what lies on the disk is in the package `store`.
@NullMarked
package dev.warren.engine.stream;

import org.jspecify.annotations.NullMarked;
