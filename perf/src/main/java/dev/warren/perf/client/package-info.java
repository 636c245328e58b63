/// Just enough of an AMQP client: one connection with one channel on an event loop, blocking calls
/// for set-up, and the hot frames handed to a [Traffic]. Begin at [Connection].
@NullMarked
package dev.warren.perf.client;

import org.jspecify.annotations.NullMarked;
