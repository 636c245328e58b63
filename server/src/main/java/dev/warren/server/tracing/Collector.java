package dev.warren.server.tracing;

import dev.warren.server.config.ServerConfiguration.Traces;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The way to the collector: OTLP over HTTP, as protobuf.
final class Collector {

    /// What the library logs by itself, past our log: [SpanQueue] says the same, once. A field,
    /// because nobody else keeps the logger with its level.
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private Collector() {}

    static SpanExporter exporter(Traces settings) {
        LIBRARY.setLevel(Level.OFF);
        Duration timeout = Duration.ofMillis(settings.batches().timeoutMillis());
        OtlpHttpSpanExporterBuilder builder =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(settings.endpoint().toString())
                        .setTimeout(timeout)
                        .setConnectTimeout(timeout)
                        .setRetryPolicy(null);
        settings.headers().forEach((name, value) -> builder.addHeader(name, value.text()));
        return builder.build();
    }
}
