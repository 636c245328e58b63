/// Traces of messages, as a collector gets them.
///
/// [dev.warren.conformance.tracing.SpanCollector] stands for the collector and reads OTLP by
/// itself. Begin with [dev.warren.conformance.tracing.TracingIT].
@NullMarked
package dev.warren.conformance.tracing;

import org.jspecify.annotations.NullMarked;
