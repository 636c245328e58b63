/// What the broker's process costs: processor time and memory, as Linux tells them in `/proc`.
/// Begin at [ProcessTree].
@NullMarked
package dev.warren.perf.process;

import org.jspecify.annotations.NullMarked;
