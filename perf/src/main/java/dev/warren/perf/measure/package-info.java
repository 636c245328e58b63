/// What is counted and timed, and how it is told: counters and latencies that an event loop writes
/// and the reporting thread reads, seconds, summaries. Knows no socket. Begin at [Meter], then
/// [Measurement].
@NullMarked
package dev.warren.perf.measure;

import org.jspecify.annotations.NullMarked;
