/// JMH benchmarks of the rooms through which every message goes. `make bench` runs them; figures
/// stand in docs/internals/performance.md.
@NullMarked
package dev.warren.bench;

import org.jspecify.annotations.NullMarked;
