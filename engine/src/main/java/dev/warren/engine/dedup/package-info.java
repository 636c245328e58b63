/// De-duplication: what a message's key is, and which keys a queue knows to be taken.
///
/// Nothing here knows of queues, logs or threads. Begin with [KeyRule], which says what of a
/// message is its key, and [Duplicates], which a queue's machine owns.
@NullMarked
package dev.warren.engine.dedup;

import org.jspecify.annotations.NullMarked;
