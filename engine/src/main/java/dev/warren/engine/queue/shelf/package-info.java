/// Where the index of deep queues waits that is too large for memory: blocks in one file of the
/// node, which is made anew at each start.
///
/// It keeps numbers and does not know what they mean. Begin with [Shelf]; [ShelfFile] is the real
/// one.
@NullMarked
package dev.warren.engine.queue.shelf;

import org.jspecify.annotations.NullMarked;
