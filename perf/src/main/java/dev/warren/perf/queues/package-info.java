/// Many queues: declaring, seeding, deleting. Begin at [ManyQueues].
@NullMarked
package dev.warren.perf.queues;

import org.jspecify.annotations.NullMarked;
