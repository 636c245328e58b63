/// Traces of messages, recorded with OpenTelemetry and sent to a collector.
///
/// Loaded only where `warren.tracing.enabled` says so. Begin with [OtelTracing], which is what
/// channels ask; what it records goes through a [SpanQueue] to the collector.
@NullMarked
package dev.warren.server.tracing;

import org.jspecify.annotations.NullMarked;
