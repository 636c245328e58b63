/// The load generator: the command line and what its commands do.
///
/// Speaks AMQP 0-9-1 to any broker and knows nothing of Warren's. Begin reading at [Main], then
/// [dev.warren.perf.load.Load].
@NullMarked
package dev.warren.perf;

import org.jspecify.annotations.NullMarked;
