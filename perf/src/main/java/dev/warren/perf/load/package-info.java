/// Messages through a broker: [Producer], [Consumer], and [Load], which runs them and measures. A
/// [Plan] says what to do; `run`, `fill` and `drain` are three plans.
@NullMarked
package dev.warren.perf.load;

import org.jspecify.annotations.NullMarked;
