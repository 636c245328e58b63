/// Small containers of primitives for what queues keep by number.
@NullMarked
package dev.warren.engine.queue.index;

import org.jspecify.annotations.NullMarked;
