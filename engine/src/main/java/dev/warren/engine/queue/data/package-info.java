/// Small data structures for queues: a map by number, and bytes to write records to and read them from.
@NullMarked
package dev.warren.engine.queue.data;

import org.jspecify.annotations.NullMarked;
